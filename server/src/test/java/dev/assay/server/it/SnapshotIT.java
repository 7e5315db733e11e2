package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisDataException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Snapshots and restarts. */
@Timeout(240)
class SnapshotIT extends WithNodes {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** A closed segment has 8 MB; only such are dropped. */
    private static final int VALUE_BYTES = 64 * 1024;

    /** Each wait asks after a pause first, so keys share one. */
    private static final int READ_AT_ONCE = 25;

    private static void fill(ServerProcess node, String prefix, int count) {
        String padding = "x".repeat(VALUE_BYTES);
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
            for (int from = 0; from < count; from += 10) {
                Pipeline pipeline = jedis.pipelined();
                for (int i = from; i < Math.min(count, from + 10); i++) {
                    pipeline.set(prefix + i, i + padding);
                }
                pipeline.syncAndReturnAll().forEach(reply -> assertThat(reply).isEqualTo("OK"));
            }
        }
    }

    /** A leader may be elected in the meantime: on a busy machine a node is taken for dead. */
    private static void holds(ServerProcess node, String prefix, int count) {
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
            for (int from = 0; from < count; from += READ_AT_ONCE) {
                String[] keys = keys(prefix, from, count);
                List<String> values = await(keys[0] + " and those behind it")
                        .atMost(SOON)
                        .ignoreExceptionsInstanceOf(JedisDataException.class)
                        .until(() -> jedis.mget(keys), read -> !read.contains(null));
                assertThat(values).hasSameSizeAs(keys);
                for (int i = 0; i < keys.length; i++) {
                    assertThat(values.get(i)).startsWith(from + i + "x");
                }
            }
        }
    }

    /** Those that are read at once, as far as there are so many. */
    private static String[] keys(String prefix, int from, int count) {
        return IntStream.range(from, Math.min(count, from + READ_AT_ONCE))
                .mapToObj(i -> prefix + i)
                .toArray(String[]::new);
    }

    @Test
    void one_that_was_away_longer_than_the_log_reaches_gets_the_snapshot() {
        ServerProcess a = node("a").start().awaitReady();
        ServerProcess b = node("b").join(a).awaitReady();
        ServerProcess c = node("c").join(b).awaitReady();
        try (Jedis jedis = new Jedis("127.0.0.1", a.redisPort)) {
            jedis.set("gone", "1");
        }
        c.kill();
        fill(a, "k", 150);
        try (Jedis jedis = new Jedis("127.0.0.1", a.redisPort)) {
            jedis.del("gone");
            // The entries that stay before a snapshot.
            for (int i = 0; i < 1_100; i++) {
                jedis.incr("counter");
            }
        }
        fill(a, "m", 150);
        for (ServerProcess node : List.of(a, b)) {
            assertThat(snapshot(node)).isGreaterThan(1_000);
            await("the log begins later")
                    .atMost(SOON)
                    .until(() -> node.status().path("logStartIndex").asLong() > 5);
        }
        c.start().awaitReady();
        assertThat(c.log()).contains("installed the leader's snapshot");
        holds(c, "m", 150);
        for (int i = 0; i < 2; i++) {
            try (Jedis jedis = new Jedis("127.0.0.1", c.redisPort)) {
                assertThat(jedis.get("gone")).isNull();
                assertThat(jedis.get("counter")).isEqualTo("1100");
                jedis.set("after" + i, "1");
            }
            c.kill();
            c.start().awaitReady();
        }
        holds(c, "k", 150);
        // It counts: without it there is no majority.
        b.kill();
        await("a write with the one that came back")
                .atMost(SOON)
                .until(() -> a.http().put("/key/majority", "1").status() == 200);
    }

    @Test
    void a_restart_applies_nothing_twice_and_never_goes_back() {
        ServerProcess node = node("alone").start().awaitReady();
        int expected = 0;
        for (int round = 0; round < 4; round++) {
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
                for (int i = 0; i < 50; i++) {
                    expected++;
                    assertThat(jedis.incr("counter")).isEqualTo(expected);
                    if (i == 25 && round % 2 == 1) {
                        snapshot(node);
                    }
                }
            }
            if (round < 2) {
                node.kill();
            } else {
                node.stop();
            }
            node.start();
            awaitStaleReads(node, expected);
            node.awaitReady();
        }
    }

    /** Also reads that ask for no level never see less than was acknowledged, once they answer. */
    private static void awaitStaleReads(ServerProcess node, int expected) {
        await("local reads").atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            Http.Answer answer = node.http().get("/key/counter?level=linearizable");
            if (answer.status() != 200) {
                return false;
            }
            assertThat(answer.body()).isEqualTo("{\"counter\":\"" + expected + "\"}");
            return true;
        });
    }
}
