package dev.assay.chaos.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.chaos.api.ConsistencyResult;

import org.junit.jupiter.api.condition.EnabledIf;

import java.nio.file.Files;
import java.nio.file.Path;

/** The extension on a system that starts in no time. */
class ConsistencyTestIT {

    @EnabledIf("redisIsHere")
    @ConsistencyTest(system = "redis-single", faults = "kill-all", seconds = 5, seed = 7)
    void one_redis_survives_kills(ConsistencyResult result) {
        assertThat(result.good()).isTrue();
        assertThat(result.folder().resolve("report.html")).exists();
        assertThat(result.figures().faults()).isNotEmpty();
    }

    @SuppressWarnings("unused")
    static boolean redisIsHere() {
        return Files.isExecutable(Path.of("/usr/bin/redis-server"));
    }
}
