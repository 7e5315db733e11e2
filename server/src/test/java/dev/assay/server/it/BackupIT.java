package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.node.Doors;
import dev.assay.server.security.Password;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All keys out as a stream and in again. */
@Timeout(120)
class BackupIT {

    /** Some pieces of a backup, some chunks of a restore. */
    private static final int LONG_KEYS = 3_000;

    @TempDir
    static Path home;

    private static InProcess node;
    private static Jedis jedis;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        node = new InProcess(home.resolve("a"), false);
        jedis = new Jedis("127.0.0.1", node.redisPort, 30_000);
    }

    @AfterAll
    static void stop() {
        jedis.close();
        node.close();
    }

    @BeforeEach
    void fill() {
        jedis.flushAll();
        String padding = "x".repeat(1_000);
        Pipeline pipeline = jedis.pipelined();
        for (int i = 0; i < LONG_KEYS; i++) {
            pipeline.set("k" + i, i + padding);
        }
        pipeline.sync();
        jedis.rpush("list", "1", "2", "3");
        jedis.hset("hash", "f", "v");
        jedis.zadd("zset", 1.5, "m");
        jedis.sadd("set", "a", "b");
        jedis.psetex("due", 3_600_000, "v");
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<byte[]> backup() throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(node.httpPort, "/backup")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<String> restore(int port, byte[] bytes) throws Exception {
        return restore(port, bytes, true);
    }

    /**
     * @param expectContinue never where it is refused: JDK 17's client waits for ever then
     *     (JDK-8286171)
     */
    private static HttpResponse<String> restore(int port, byte[] bytes, boolean expectContinue)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(port, "/restore"))
                        .expectContinue(expectContinue)
                        .timeout(Duration.ofSeconds(60))
                        // Without a length: in chunks.
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(bytes)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void holdsAll(Jedis at) {
        assertThat(at.dbSize()).isEqualTo(LONG_KEYS + 5);
        assertThat(at.get("k" + (LONG_KEYS - 1))).startsWith((LONG_KEYS - 1) + "x");
        assertThat(at.lrange("list", 0, -1)).isEqualTo(List.of("1", "2", "3"));
        assertThat(at.hget("hash", "f")).isEqualTo("v");
        assertThat(at.zscore("zset", "m")).isEqualTo(1.5);
        assertThat(at.scard("set")).isEqualTo(2);
        assertThat(at.pttl("due")).isBetween(1L, 3_600_000L);
    }

    @Test
    void what_a_backup_holds_replaces_all_keys_here_and_elsewhere() throws Exception {
        HttpResponse<byte[]> backup = backup();
        assertThat(backup.statusCode()).isEqualTo(200);
        assertThat(Long.parseLong(backup.headers().firstValue("X-Raft-Index").orElseThrow()))
                .isPositive();
        jedis.flushAll();
        jedis.set("later", "goes");
        HttpResponse<String> restored = restore(node.httpPort, backup.body());
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
        holdsAll(jedis);
        try (InProcess other = new InProcess(home.resolve("b"), false);
                Jedis there = new Jedis("127.0.0.1", other.redisPort, 30_000)) {
            assertThat(restore(other.httpPort, backup.body()).statusCode()).isEqualTo(200);
            holdsAll(there);
        }
    }

    @Test
    void a_damaged_or_short_backup_changes_nothing() throws Exception {
        byte[] bytes = backup().body();
        bytes[bytes.length / 2] ^= 1;
        HttpResponse<String> damaged = restore(node.httpPort, bytes);
        assertThat(damaged.statusCode()).isEqualTo(400);
        assertThat(damaged.body()).contains("no key was changed");
        bytes[bytes.length / 2] ^= 1;
        assertThat(restore(node.httpPort, Arrays.copyOf(bytes, bytes.length - 1))
                        .body())
                .contains("the backup ends too early");
        assertThat(restore(
                                node.httpPort,
                                "no backup at all, just text".getBytes(StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(400);
        assertThat(restore(node.httpPort, new byte[0]).statusCode()).isEqualTo(400);
        holdsAll(jedis);
    }

    @Test
    void a_cut_restore_changes_nothing_and_blocks_nobody() throws Exception {
        byte[] bytes = backup().body();
        try (Socket socket = new Socket("127.0.0.1", node.httpPort)) {
            socket.getOutputStream()
                    .write(("POST /restore HTTP/1.1\r\nHost: h\r\nContent-Length: " + bytes.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes, 0, bytes.length - 10);
        }
        holdsAll(jedis);
        assertThat(restore(node.httpPort, bytes).statusCode()).isEqualTo(200);
        holdsAll(jedis);
    }

    @Test
    void it_waits_its_turn_behind_what_the_client_sent_before() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.httpPort)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("PUT /key/before HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"
                                    + "GET /backup HTTP/1.0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int second = all.indexOf("HTTP/1.1 200 OK", 1);
            assertThat(all).startsWith("HTTP/1.1 200 OK");
            assertThat(second).isPositive();
            assertThat(all.substring(second))
                    .contains("application/octet-stream")
                    .doesNotContain("chunked")
                    .contains("before");
        }
    }

    /** It does not wait for the 100 that it asks for; the connection ends all the same. */
    @Test
    void an_impatient_client_is_answered_and_let_go() throws Exception {
        byte[] bytes = backup().body();
        try (Socket socket = new Socket("127.0.0.1", node.httpPort)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("PUT /key/before HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"
                                    + "POST /restore HTTP/1.1\r\nHost: h\r\n"
                                    + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\nnone")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(
                            socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("HTTP/1.1 200 OK")
                    .contains("HTTP/1.1 400 Bad Request")
                    .doesNotContain("100 Continue");
        }
        assertThat(restore(node.httpPort, bytes).statusCode()).isEqualTo(200);
    }

    @Test
    void other_methods_and_strangers_are_refused() throws Exception {
        assertThat(node.http().post("/backup", "").status()).isEqualTo(405);
        assertThat(node.http().get("/restore").status()).isEqualTo(405);
        Doors closed = new Doors(
                false,
                Optional.of(Password.of("secret")),
                Optional.empty(),
                Doors.CONNECTIONS_MAX,
                Doors.VALUE_BYTES_MAX);
        try (InProcess other = new InProcess(home.resolve("c"), false, closed)) {
            assertThat(other.http().get("/backup").status()).isEqualTo(401);
            assertThat(restore(other.httpPort, new byte[1_000_000], false).statusCode())
                    .isEqualTo(401);
        }
    }
}
