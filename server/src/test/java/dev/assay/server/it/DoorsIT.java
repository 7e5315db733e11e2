package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.server.security.Password;
import dev.assay.server.security.Tls;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cluster behind TLS and a password: one node leads, one forwards, one redirects. Whatever passes
 * between nodes (join, Raft, forwards, confirmations) passes through both too.
 */
@Timeout(180)
class DoorsIT {

    private static final String SECRET = "s3cret";

    @TempDir
    static Path home;

    private static List<String> flags;
    private static ServerProcess leader;
    private static ServerProcess forwards;
    private static ServerProcess redirects;
    private static Tls tls;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        Certificates own = Certificates.make(home, "node");
        tls = Tls.load(own.certificate, own.key, own.certificate);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls.context())
                .build();
        flags = List.of(
                "-requirepass",
                SECRET,
                "-tlsCert",
                own.certificate.toString(),
                "-tlsKey",
                own.key.toString(),
                "-tlsCA",
                own.certificate.toString());
        leader = new ServerProcess(home, "a");
        forwards = new ServerProcess(home, "b");
        redirects = new ServerProcess(home, "c");
        leader.start(with(flags));
        awaitReady(leader);
        forwards.start(with(flags, "-join", ":" + leader.httpPort));
        awaitReady(forwards);
        redirects.start(with(flags, "-join", ":" + leader.httpPort, "-follower", "redirect"));
        awaitReady(redirects);
    }

    @AfterAll
    static void stop() {
        for (ServerProcess node : Arrays.asList(leader, forwards, redirects)) {
            if (node != null) {
                node.close();
            }
        }
    }

    private static String[] with(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void awaitReady(ServerProcess node) {
        await().atMost(ServerProcess.READY_MAX).until(() -> {
            assertThat(node.running()).as(node::log).isTrue();
            try {
                return send(node, "GET", "/readyz", "", "").statusCode() == 200;
            } catch (java.io.IOException notYet) {
                return false;
            }
        });
    }

    private static HttpResponse<String> send(
            ServerProcess node, String method, String path, String body, String password)
            throws java.io.IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + node.httpPort + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!password.isEmpty()) {
            request.header("Authorization", Password.of(password).authorization());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Jedis redis(ServerProcess node, String password) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .ssl(true)
                .sslSocketFactory(tls.context().getSocketFactory())
                .hostnameVerifier((name, session) -> true);
        if (!password.isEmpty()) {
            config.password(password);
        }
        return new Jedis(new HostAndPort("127.0.0.1", node.redisPort), config.build());
    }

    @Test
    void a_write_through_a_follower_arrives() throws Exception {
        assertThat(send(forwards, "PUT", "/key/f", "1", SECRET).statusCode()).isEqualTo(200);
        assertThat(send(leader, "GET", "/key/f", "", SECRET).body()).isEqualTo("{\"f\":\"1\"}");
        try (Jedis jedis = redis(forwards, SECRET)) {
            assertThat(jedis.set("g", "2")).isEqualTo("OK");
            assertThat(jedis.get("g")).isEqualTo("2");
        }
    }

    @Test
    void http_without_the_password_is_refused_except_for_health() throws Exception {
        for (String wrong : List.of("", "other")) {
            HttpResponse<String> answer = send(leader, "PUT", "/key/h", "1", wrong);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic");
            assertThat(answer.body()).contains("NOAUTH").contains("\"happened\":\"no\"");
        }
        assertThat(send(leader, "GET", "/metrics", "", "").statusCode()).isEqualTo(401);
        assertThat(send(leader, "GET", "/livez", "", "").statusCode()).isEqualTo(200);
        assertThat(send(leader, "GET", "/key/h?strict", "", SECRET).statusCode())
                .isEqualTo(404);
    }

    @Test
    void redis_without_the_password_is_refused() {
        try (Jedis jedis = redis(leader, "")) {
            assertThatThrownBy(() -> jedis.set("r", "1")).hasMessageStartingWith("NOAUTH");
            assertThatThrownBy(() -> jedis.auth("other")).hasMessageStartingWith("WRONGPASS");
            assertThat(jedis.auth(SECRET)).isEqualTo("OK");
            assertThat(jedis.set("r", "1")).isEqualTo("OK");
        }
    }

    @Test
    void without_tls_nobody_comes_in() {
        assertThat(leader.http().get("/livez").status()).isNotEqualTo(200);
        try (Jedis plain = new Jedis("127.0.0.1", leader.redisPort)) {
            assertThatThrownBy(plain::ping).isInstanceOf(JedisException.class);
        }
    }

    @Test
    void a_node_of_another_authority_cannot_join() throws Exception {
        Certificates foreign = Certificates.make(home, "foreign");
        try (ServerProcess stranger = new ServerProcess(home, "d")) {
            stranger.start(
                    "-requirepass",
                    SECRET,
                    "-tlsCert",
                    foreign.certificate.toString(),
                    "-tlsKey",
                    foreign.key.toString(),
                    "-tlsCA",
                    foreign.certificate.toString(),
                    "-join",
                    ":" + leader.httpPort);
            assertThat(stranger.awaitExit()).isEqualTo(1);
            assertThat(stranger.log()).contains("cannot join");
        }
    }

    @Test
    void one_that_redirects_names_the_leaders_client_addresses() throws Exception {
        try (Jedis jedis = redis(redirects, SECRET)) {
            assertThatThrownBy(() -> jedis.set("foo", "1"))
                    .isInstanceOfSatisfying(JedisMovedDataException.class, moved -> {
                        assertThat(moved.getSlot()).isEqualTo(12182);
                        assertThat(moved.getTargetNode())
                                .isEqualTo(new HostAndPort("127.0.0.1", leader.redisPort));
                    });
            assertThatThrownBy(() -> jedis.get("foo")).isInstanceOf(JedisMovedDataException.class);
            jedis.readonly();
            jedis.get("foo");
        }
        HttpResponse<String> answer = send(redirects, "PUT", "/key/m?x=%20y", "1", SECRET);
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://127.0.0.1:" + leader.httpPort + "/key/m?x=%20y");
        assertThat(answer.body()).contains("MOVED").contains("\"happened\":\"no\"");
        assertThat(send(redirects, "GET", "/key/m?level=stale", "", SECRET).statusCode())
                .isEqualTo(200);
        assertThat(send(leader, "GET", "/key/m?strict=true", "", SECRET).statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_administrators_request_is_passed_on_by_both() throws Exception {
        for (ServerProcess node : List.of(forwards, redirects)) {
            HttpResponse<String> answer =
                    send(node, "POST", "/leader", "{\"id\":\"nobody\"}", SECRET);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("no member is named nobody");
        }
    }

    @Test
    void a_member_comes_and_leaves_through_a_follower() throws Exception {
        try (ServerProcess fourth = new ServerProcess(home, "e")) {
            fourth.start(with(flags, "-join", ":" + forwards.httpPort));
            awaitReady(fourth);

            assertThat(send(forwards, "POST", "/leave", "{\"id\": \"e\"}", SECRET)
                            .statusCode())
                    .isEqualTo(200);

            assertThat(fourth.awaitExit()).as(fourth::log).isZero();
        }
    }

    @Test
    void metrics_count_what_happened() throws Exception {
        send(forwards, "PUT", "/key/n", "1", SECRET);
        send(forwards, "GET", "/key/n?level=lease", "", SECRET);
        String text = send(forwards, "GET", "/metrics", "", SECRET).body();
        assertThat(text)
                .contains("# TYPE hraftd_raft_term gauge")
                .contains("hraftd_raft_members 3.0")
                .containsPattern("hraftd_writes_applied_total [1-9]")
                .containsPattern("hraftd_reads_total\\{level=\"lease\"\\} [1-9]")
                .containsPattern("hraftd_connections\\{door=\"HTTP\"\\} [1-9]");
    }
}
