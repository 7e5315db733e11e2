package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import redis.clients.jedis.Jedis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Each known-bad server starts and answers; what is wrong shows when faults come. */
@Timeout(120)
class MutantsIT {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {"stale-reads", "ratis-linearizable", "ack-before-commit", "retry-twice"})
    void a_mutant_alone_answers_like_a_good_server(String name) {
        try (ServerProcess node = new ServerProcess(home, name, List.of("-mutant", name))) {
            node.start().awaitReady();
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
                assertThat(jedis.set("k", "v")).isEqualTo("OK");
                // One of them acknowledges before it is so.
                await("k").atMost(Duration.ofSeconds(10)).until(() -> "v".equals(jedis.get("k")));
            }
        }
    }

    @Test
    void a_server_that_never_forced_its_log_has_lost_what_it_acknowledged() {
        try (ServerProcess node = new ServerProcess(home, "lost", List.of("-mutant", "lost-log"))) {
            node.start().awaitReady();
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
                assertThat(jedis.set("k", "v")).isEqualTo("OK");
            }
            node.kill();
            node.start().awaitReady();
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
                assertThat(jedis.get("k")).isNull();
                assertThat(jedis.set("k", "w")).isEqualTo("OK");
                assertThat(jedis.get("k")).isEqualTo("w");
            }
        }
    }

    @Test
    void an_unknown_mutant_is_refused() {
        try (ServerProcess node = new ServerProcess(home, "x", List.of("-mutant", "nosuch"))) {
            node.start();
            assertThat(node.awaitExit()).isEqualTo(1);
            assertThat(node.log()).contains("no mutant is named nosuch").contains("stale-reads");
        }
    }
}
