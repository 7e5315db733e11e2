package dev.assay.chaos.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.chaos.api.ConsistencyResult;

import org.junit.jupiter.api.condition.EnabledIf;

/** The extension on a system that starts in no time. */
class ConsistencyTestIT {

    @EnabledIf(value = "redisIsExpected", disabledReason = "there is no redis-server here")
    @ConsistencyTest(system = "redis-single", faults = "kill-all", seconds = 5, seed = 7)
    void one_redis_survives_kills(ConsistencyResult result) {
        assertThat(result.good()).isTrue();
        assertThat(result.folder().resolve("report.html")).exists();
        assertThat(result.figures().faults()).isNotEmpty();
    }

    /** In CI it has to be there: without it the test fails. */
    @SuppressWarnings("unused")
    static boolean redisIsExpected() {
        return System.getenv("ASSAY_EXPECT_REDIS") != null
                || Cluster.missing(SystemCatalog.load("redis-single")).isEmpty();
    }
}
