package dev.assay.chaos.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.Needed;
import dev.assay.chaos.api.ConsistencyResult;

import org.junit.jupiter.api.BeforeAll;

/** The extension on a system that starts in no time. */
class ConsistencyTestIT {

    /** Before the extension starts anything. */
    @BeforeAll
    static void redis() {
        Needed.redisServer();
    }

    @ConsistencyTest(system = "redis-single", faults = "kill-all", seconds = 5, seed = 7)
    void one_redis_survives_kills(ConsistencyResult result) {
        assertThat(result.good()).isTrue();
        assertThat(result.folder().resolve("report.html")).exists();
        assertThat(result.figures().faults()).isNotEmpty();
    }
}
