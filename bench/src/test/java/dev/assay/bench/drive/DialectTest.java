package dev.assay.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.generator.Command;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

class DialectTest {
    private static Command command(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return Command.of(0, bytes);
    }

    private static String text(Dialect dialect, String... words) {
        return new String(dialect.encode(command(words), "h:1"), StandardCharsets.US_ASCII);
    }

    @Test
    void redis_is_an_array_of_words() {
        assertThat(text(Dialect.REDIS, "SET", "k", "v"))
                .isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n");
    }

    @Test
    void etcds_gateway_takes_json_with_base64() {
        assertThat(text(Dialect.ETCD, "SET", "k", "v"))
                .startsWith("POST /v3/kv/put HTTP/1.1\r\nHost: h:1\r\n")
                .contains("\r\nContent-Length: 29\r\n\r\n{")
                .contains("\"key\":\"aw==\"", "\"value\":\"dg==\"");
        assertThat(text(Dialect.ETCD, "GET", "k"))
                .startsWith("POST /v3/kv/range HTTP/1.1\r\n")
                .endsWith("\r\n\r\n{\"key\":\"aw==\"}");
    }

    @Test
    void hraftds_http_has_a_path_to_read_and_json_to_write() {
        assertThat(text(Dialect.HRAFTD_HTTP, "SET", "k", "v"))
                .startsWith("POST /key HTTP/1.1\r\nHost: h:1\r\n")
                .endsWith("\r\n\r\n{\"k\":\"v\"}");
        assertThat(text(Dialect.HRAFTD_HTTP, "GET", "a b/c"))
                .isEqualTo("GET /key/a%20b%2Fc HTTP/1.1\r\nHost: h:1\r\n\r\n");
    }

    @Test
    void http_offers_set_and_get_alone() {
        assertThat(Dialect.ETCD.offers(command("SET", "k", "v"))).isTrue();
        assertThat(Dialect.ETCD.offers(command("GET", "k"))).isTrue();
        assertThat(Dialect.ETCD.offers(command("SET", "k", "v", "EX", "1"))).isFalse();
        assertThat(Dialect.HRAFTD_HTTP.offers(command("LPUSH", "k", "v"))).isFalse();
        assertThat(Dialect.REDIS.offers(command("LPUSH", "k", "v"))).isTrue();
    }

    @Test
    void jedis_speaks_redis_only() {
        LoadPlan plan = new LoadPlan(
                DriverKind.JEDIS,
                List.of(Endpoint.tcp("127.0.0.1", 1)),
                Greeting.NONE,
                1,
                1,
                1,
                null,
                1L,
                null,
                0,
                Duration.ofSeconds(1),
                false,
                false,
                Dialect.REDIS);
        assertThat(plan.speaking(Dialect.ETCD).driver()).isEqualTo(DriverKind.NETTY);
        assertThat(plan.speaking(Dialect.REDIS).driver()).isEqualTo(DriverKind.JEDIS);
        assertThatThrownBy(() -> new LoadPlan(
                        DriverKind.JEDIS,
                        plan.endpoints(),
                        Greeting.NONE,
                        1,
                        1,
                        1,
                        null,
                        1L,
                        null,
                        0,
                        plan.timeout(),
                        false,
                        false,
                        Dialect.ETCD))
                .hasMessage("driver jedis: expected netty for what does not speak Redis");
    }
}
