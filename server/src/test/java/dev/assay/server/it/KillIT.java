package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** kill -9 of each node in turn under load: what was acknowledged is there, on every node. */
@Timeout(240)
class KillIT {

    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(50);

    @TempDir
    Path home;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void no_acknowledged_write_is_lost_and_the_killed_catch_up() throws InterruptedException {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c")) {
            a.start().awaitReady();
            b.join(a).awaitReady();
            c.join(a).awaitReady();
            List<ServerProcess> nodes = List.of(a, b, c);
            List<Thread> writers = new ArrayList<>();
            for (ServerProcess node : nodes) {
                Thread writer = new Thread(() -> write(node), "writer-" + node.redisPort);
                writer.start();
                writers.add(writer);
            }
            try {
                for (ServerProcess victim : nodes) {
                    int before = acknowledged.size();
                    victim.kill();
                    await("the others go on")
                            .atMost(Duration.ofSeconds(30))
                            .until(() -> acknowledged.size() > before + 50);
                    victim.start().awaitReady();
                }
            } finally {
                stop.set(true);
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            for (ServerProcess node : nodes) {
                verify(node);
            }
            assertThat(home.resolve("a/native"))
                    .as("a kill leaves one copy of RocksDB's library, not one for each start")
                    .isDirectoryContaining("glob:**librocksdb*");
            assertThat(home.resolve("a/native").toFile().list()).hasSize(1);
            await("all have applied the same")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(nodes)
                            .extracting(
                                    node -> node.status().path("appliedIndex").asLong())
                            .containsOnly(a.status().path("appliedIndex").asLong()));
        }
    }

    private void write(ServerProcess node) {
        AtomicInteger number = new AtomicInteger();
        while (!stop.get()) {
            try (Jedis jedis = new Jedis(
                    new HostAndPort("127.0.0.1", node.redisPort),
                    DefaultJedisClientConfig.builder()
                            .socketTimeoutMillis(5_000)
                            .build())) {
                while (!stop.get()) {
                    String key = "k" + node.redisPort + "-" + number.incrementAndGet();
                    jedis.set(key, key);
                    acknowledged.put(key, key);
                }
            } catch (JedisException ended) {
                // The node was killed, or says that it cannot: nothing was acknowledged.
                LockSupport.parkNanos(RECONNECT_PAUSE.toNanos());
            }
        }
    }

    private void verify(ServerProcess node) {
        assertThat(acknowledged).hasSizeGreaterThan(150);
        List<String> lost = new ArrayList<>();
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            List<String> keys = new ArrayList<>(acknowledged.keySet());
            for (int from = 0; from < keys.size(); from += 1_000) {
                List<String> some = keys.subList(from, Math.min(keys.size(), from + 1_000));
                List<String> values = jedis.mget(some.toArray(String[]::new));
                for (int i = 0; i < some.size(); i++) {
                    if (!some.get(i).equals(values.get(i))) {
                        lost.add(some.get(i));
                    }
                }
            }
        }
        assertThat(lost).as("acknowledged, but missing on " + node.redisPort).isEmpty();
    }
}
