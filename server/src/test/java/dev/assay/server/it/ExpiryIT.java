package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

import java.nio.file.Path;
import java.time.Duration;

/** Due times over a kill -9: they are part of the log, and time goes on while nobody runs. */
@Timeout(180)
class ExpiryIT {

    private static final long SHORT_MILLIS = 1_000;
    private static final long LONG_MILLIS = 600_000;

    @TempDir
    Path home;

    private ServerProcess node;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void due_times_survive_and_what_fell_due_meanwhile_is_gone() {
        node = new ServerProcess(home, "a").start().awaitReady();
        long set;
        try (Jedis jedis = WithNodes.connect(node)) {
            jedis.set("stays", "1");
            jedis.set("long", "1", SetParams.setParams().px(LONG_MILLIS));
            jedis.set("short", "1", SetParams.setParams().px(SHORT_MILLIS));
            set = System.currentTimeMillis();
            assertThat(jedis.dbSize()).isEqualTo(3);
        }
        node.kill();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> System.currentTimeMillis() > set + SHORT_MILLIS);
        node.start().awaitReady();

        try (Jedis jedis = WithNodes.connect(node)) {
            assertThat(jedis.get("short")).isNull();
            assertThat(jedis.get("stays")).isEqualTo("1");
            long left = jedis.pttl("long");
            long passed = System.currentTimeMillis() - set;
            assertThat(left).isBetween(LONG_MILLIS - passed - 1_000, LONG_MILLIS - SHORT_MILLIS);
            assertThat(jedis.pttl("stays")).isEqualTo(-1);
            await().atMost(Duration.ofSeconds(30)).until(() -> jedis.dbSize() == 2);
        }
    }
}
