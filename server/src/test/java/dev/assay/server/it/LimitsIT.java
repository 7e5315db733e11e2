package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.node.Doors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Too much of something gets a clear error, and the node goes on. */
@Timeout(60)
class LimitsIT {

    private static final int CONNECTIONS_MAX = 5;
    private static final int VALUE_BYTES_MAX = 100;

    @TempDir
    static Path home;

    private static InProcess node;

    @BeforeAll
    static void start() {
        node = new InProcess(
                home,
                true,
                new Doors(
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        CONNECTIONS_MAX,
                        VALUE_BYTES_MAX));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void one_connection_too_many_is_told_so_and_room_comes_back() throws Exception {
        List<RawClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS_MAX; i++) {
                open.add(new RawClient(node.redisPort));
                open.get(i).send("PING\r\n");
                assertThat(open.get(i).line()).isEqualTo("+PONG");
            }
            try (RawClient one = new RawClient(node.redisPort)) {
                assertThat(one.all()).isEqualTo("-ERR max number of clients reached\r\n");
            }
            open.get(0).send("PING\r\n");
            assertThat(open.get(0).line()).isEqualTo("+PONG");
        } finally {
            for (RawClient client : open) {
                client.close();
            }
        }
        org.awaitility.Awaitility.await().ignoreExceptions().until(() -> {
            try (RawClient again = new RawClient(node.redisPort)) {
                again.send("PING\r\n");
                return again.line().equals("+PONG");
            }
        });
    }

    @Test
    void a_value_that_is_too_long_is_refused() throws Exception {
        String longest = "x".repeat(VALUE_BYTES_MAX);
        assertThat(node.http().put("/key/v", longest).status()).isEqualTo(200);
        assertThat(node.http().put("/key/v", longest + "x").status()).isEqualTo(413);
        assertThat(node.http().post("/key", "{\"v\":\"" + longest + "x\"}").status())
                .isEqualTo(413);
        try (RawClient redis = new RawClient(node.redisPort)) {
            redis.send("*3\r\n$3\r\nSET\r\n$1\r\nv\r\n$101\r\n");
            assertThat(redis.all()).isEqualTo("-ERR Protocol error: invalid bulk length\r\n");
        }
    }

    @Test
    void who_ends_his_half_of_the_connection_gets_his_answers() throws Exception {
        try (RawClient redis = new RawClient(node.redisPort)) {
            redis.send("SET half 1\r\nGET half\r\n");
            redis.endOutput();
            assertThat(redis.all()).isEqualTo("+OK\r\n$1\r\n1\r\n");
        }
        try (RawClient http = new RawClient(node.httpPort)) {
            http.send("PUT /key/half HTTP/1.1\r\nContent-Length: 1\r\n\r\n2"
                    + "GET /key/half HTTP/1.1\r\n\r\n");
            http.endOutput();
            assertThat(http.all()).contains("{\"half\":\"2\"}");
        }
    }
}
