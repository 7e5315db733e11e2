package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What damage on disk does to a start. */
@Timeout(240)
class DamageIT extends WithNodes {

    @Test
    void damage_is_survived_at_the_end_of_the_log_only() throws IOException {
        ServerProcess node = node("alone").start().awaitReady();
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            for (int i = 0; i < 100; i++) {
                jedis.set("k" + i, "value" + i);
            }
        }
        node.stop();
        Path segment = newest(node.directory, "log_inprogress_");
        append(segment, new byte[] {40, 8, 1, 16, 127, 99, 1, 2, 3});
        node.start().awaitReady();
        assertThat(node.log()).contains("cutting off 9 bytes");
        reads(node, 100);
        node.stop();

        // The database only saves time.
        delete(node.directory.resolve("db"));
        node.start().awaitReady();
        reads(node, 100);
        snapshot(node);
        node.stop();
        delete(node.directory.resolve("db"));
        node.start().awaitReady();
        reads(node, 100);
        node.stop();

        node.start().awaitReady();
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            for (int i = 0; i < 20; i++) {
                jedis.set("m" + i, "value" + i);
            }
        }
        node.stop();
        Path file = newest(node.directory.resolve("db"), ".sst");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        node.start();
        assertThat(node.awaitExit()).isEqualTo(1);
        assertThat(node.log()).contains("hraftd: cannot open the database in ");
        delete(node.directory.resolve("db"));

        Path log = newest(node.directory, "log_inprogress_");
        flip(log, Files.size(log) / 2);
        node.start();
        assertThat(node.awaitExit()).isEqualTo(1);
        assertThat(node.log())
                .contains("hraftd: the log in ")
                .contains("is corrupt: log_inprogress_")
                .contains("behind it is whole");
    }

    private static void reads(ServerProcess node, int count) {
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            assertThat(jedis.mget(numbered("k", count))).containsExactly(numbered("value", count));
        }
    }

    private static String[] numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static Path newest(Path directory, String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 0x5A);
        }
    }
}
