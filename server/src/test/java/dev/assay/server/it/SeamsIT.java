package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The agent that nodes under chaos have: what is written to its folder comes to pass. */
@Timeout(120)
class SeamsIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private Path control;

    private ServerProcess node(String name) {
        ServerProcess node = new ServerProcess(home, name);
        control = home.resolve(name + ".control");
        node.jvmFlag("-javaagent:" + TARGET.resolve("hraftd-tests.jar") + "=control=" + control
                + ",data=" + node.directory);
        return node;
    }

    private String seen() throws IOException {
        return Files.readString(control.resolve("seen"));
    }

    @Test
    void a_clock_jumps_and_a_full_disk_refuses_a_write_and_both_heal() throws IOException {
        try (ServerProcess node = node("a")) {
            node.start().awaitReady();
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
                jedis.psetex("short", 3_600_000, "v");
                Files.writeString(control.resolve("faults"), "clock-offset-ms=7200000\n");
                await("two hours later").atMost(SOON).until(() -> jedis.get("short") == null);
                jedis.set("kept", "v");
            }
            Files.writeString(control.resolve("faults"), "disk-full=true\n");
            await("seen").atMost(SOON).until(() -> seen().contains("disk-full=true"));
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
                assertThatThrownBy(() -> jedis.set("refused", "v"))
                        .isInstanceOf(JedisException.class);
            }
            assertThat(node.awaitExit()).as("it cannot go on without its log").isEqualTo(1);
            assertThat(node.log()).contains("the log could not be written, so this node ends");
            Files.writeString(control.resolve("faults"), "");
            node.start().awaitReady();
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
                assertThat(jedis.get("kept")).isEqualTo("v");
            }
        }
    }

    @Test
    void what_was_never_forced_is_gone_after_a_power_loss() throws IOException {
        try (ServerProcess node = node("b")) {
            node.start("-fsync", "never").awaitReady();
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
                jedis.set("k", "v");
            }
            node.kill();
            Files.writeString(control.resolve("power-lost"), "");
            node.start("-fsync", "never").awaitReady();
            assertThat(Files.readString(control.resolve("struck"))).contains("bytes=");
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort, 20_000)) {
                assertThat(jedis.get("k")).isNull();
            }
        }
    }
}
