package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

@Timeout(60)
class HttpIT {

    @TempDir
    static Path home;

    private static InProcess node;

    @BeforeAll
    static void start() {
        node = new InProcess(home, false);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Http http() {
        return node.http();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /key                   | {\"a\":\"1\",\"b\":\"2\"} | 200",
                "POST | /key                   | {\"a\":                   | 400",
                "POST | /key                   | {\"a\":1}                 | 400",
                "POST | /key                   | {}                        | 400",
                "POST | /key                   | {\"\":\"x\"}              | 400",
                "POST | /key                   | [1]                       | 400",
                "POST | /key/a                 | x                         | 400",
                "GET  | /key/nosuch            | ''                        | 200",
                "GET  | /key/nosuch?strict=true | ''                       | 404",
                "GET  | /key/                  | ''                        | 400",
                "GET  | /key                   | ''                        | 400",
                "GET  | /key/a?level=stale     | ''                        | 200",
                "GET  | /key/a?level=linearizable | ''                     | 200",
                "GET  | /key/a?level=strong   | ''                        | 200",
                "GET  | /key/a?level=none     | ''                        | 200",
                "GET  | /key/a?level=fast      | ''                        | 400",
                "PUT  | /key/nosuch?prevValue=x | y                        | 412",
                "DELETE | /key/nosuch          | ''                        | 200",
                "PATCH | /key/a                | ''                        | 405",
                "GET  | /join                  | ''                        | 405",
                "POST | /join                  | {\"addr\":\":1\"}         | 400",
                "POST | /join                  | no                        | 400",
                "POST | /status                | ''                        | 405",
                "GET  | /livez                 | ''                        | 200",
                "GET  | /readyz                | ''                        | 200",
                "GET  | /readyz?sync           | ''                        | 200",
                "GET  | /leader                | ''                        | 200",
                "PUT  | /leader                | ''                        | 405",
                "GET  | /peer                  | ''                        | 404",
                "GET  | /nosuch                | ''                        | 404"
            })
    void answers_by_status(String method, String path, String body, int status) {
        assertThat(http().send(method, path, body).status()).isEqualTo(status);
    }

    @Test
    void a_missing_key_looks_empty_as_in_hraftd() {
        assertThat(http().get("/key/nosuch")).isEqualTo(new Http.Answer(200, "{\"nosuch\":\"\"}"));
    }

    @Test
    void several_pairs_are_one_entry() {
        long before = applied();
        http().post("/key", "{\"p1\":\"1\",\"p2\":\"2\",\"p3\":\"3\"}");
        assertThat(applied()).isEqualTo(before + 1);
        assertThat(http().get("/key/p3").body()).isEqualTo("{\"p3\":\"3\"}");
    }

    private static long applied() {
        return tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .readTree(http().get("/status").body())
                .path("appliedIndex")
                .asLong();
    }

    @Test
    void errors_say_what_and_whether_it_happened() {
        Http.Answer answer = http().post("/key", "{\"a\":");
        assertThat(answer.json().path("code").stringValue()).isEqualTo("ERR");
        assertThat(answer.json().path("text").stringValue()).contains("not JSON");
        assertThat(answer.json().path("happened").stringValue()).isEqualTo("no");
    }

    @Test
    void every_read_and_write_tells_its_index() throws Exception {
        long write = index("PUT", "/key/i", "1");
        assertThat(index("PUT", "/key/i", "2")).isEqualTo(write + 1);
        for (String level : List.of("linearizable", "stale")) {
            assertThat(index("GET", "/key/i?level=" + level, ""))
                    .as(level)
                    .isGreaterThanOrEqualTo(write + 1);
        }
        assertThat(index("PUT", "/key/i?prevValue=1", "3")).isEqualTo(write + 2);
        assertThat(index("DELETE", "/key/i", "")).isEqualTo(write + 3);
        assertThat(index("GET", "/readyz?sync", "")).isGreaterThanOrEqualTo(write + 3);
    }

    private static long index(String method, String path, String body) throws Exception {
        return http().exchange(method, path, body)
                .headers()
                .firstValueAsLong("X-Raft-Index")
                .orElseThrow();
    }

    @Test
    void the_leader_tells_its_addresses() {
        Http.Answer answer = http().get("/leader");
        assertThat(answer.json().path("httpAddress").stringValue())
                .isEqualTo("127.0.0.1:" + node.httpPort);
        assertThat(answer.json().path("redisAddress").stringValue())
                .isEqualTo("127.0.0.1:" + node.redisPort);
    }

    @Test
    void a_body_that_is_too_large_is_refused_and_the_connection_goes_on() {
        Http.Answer answer = http().put("/key/large", "x".repeat(3 * 1024 * 1024));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("happened").stringValue()).isEqualTo("no");
        assertThat(http().put("/key/small", "x").status()).isEqualTo(200);
    }

    @Test
    void compare_and_set() {
        http().put("/key/c", "one");
        assertThat(http().put("/key/c?prevValue=zero", "two").status()).isEqualTo(412);
        assertThat(http().get("/key/c").body()).isEqualTo("{\"c\":\"one\"}");
        assertThat(http().put("/key/c?prevValue=one", "two").status()).isEqualTo(200);
        assertThat(http().get("/key/c").body()).isEqualTo("{\"c\":\"two\"}");
    }

    @Test
    void deleted_is_missing() {
        http().put("/key/d", "1");
        assertThat(http().send("DELETE", "/key/d", "").status()).isEqualTo(200);
        assertThat(http().get("/key/d?strict=true").status()).isEqualTo(404);
    }

    @Test
    void keys_are_decoded_and_values_are_taken_as_they_are() {
        http().put("/key/a%20b%2Fc", "{\"not\": parsed}");
        assertThat(http().get("/key/a%20b%2Fc").body())
                .isEqualTo("{\"a b/c\":\"{\\\"not\\\": parsed}\"}");
    }
}
