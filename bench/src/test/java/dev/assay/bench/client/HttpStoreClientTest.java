package dev.assay.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemCatalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

class HttpStoreClientTest {
    private static final Request WRITE = new Request.Write("x", 1);
    private static final Request READ = new Request.Read("x");
    private static final Request CAS = new Request.Cas("x", 1, 2);

    @ParameterizedTest(name = "a write that is answered {0} {1} is {2}")
    @CsvSource({
        "200, '', Ok",
        "503, '{\"code\":\"CLUSTERDOWN\"}', Failed",
        "400, '{\"code\":\"ERR\"}', Failed",
        "504, '{\"code\":\"TIMEOUT\"}', Unknown",
        "503, '', Unknown",
        "500, '<html>', Unknown"
    })
    void the_outcome_of_a_write_follows_the_table(int status, String body, String outcome)
            throws IOException {
        try (FakeServer server = http(status, body)) {
            assertThat(client(server.address()).invoke(WRITE).getClass().getSimpleName())
                    .isEqualTo(outcome);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_read_sees_a_number_or_nothing() throws IOException {
        try (FakeServer full = http(200, "{\"x\":\"42\"}");
                FakeServer empty = http(404, "{\"code\":\"NOTFOUND\"}")) {
            assertThat(client(full.address()).invoke(READ)).isEqualTo(new Outcome.Ok(42L));
            assertThat(client(empty.address()).invoke(READ)).isEqualTo(new Outcome.Ok(null));
        }
    }

    @Test
    void a_transaction_is_a_post_of_all_it_writes_or_a_get_of_one_key() throws IOException {
        Request post = transaction(List.of("w", "x", 1L), List.of("w", "y", 1L));
        Request get = transaction(List.of("r", "x"));
        Request both = transaction(List.of("r", "x"), List.of("w", "y", 1L));
        try (FakeServer server = http(200, "{\"x\":\"42\"}")) {
            StoreClient client = client(server.address());
            assertThat(client.invoke(post)).isEqualTo(new Outcome.Ok(post.argument()));
            assertThat(client.invoke(get))
                    .isEqualTo(new Outcome.Ok(List.of(List.of("r", "x", 42L))));
            assertThatThrownBy(() -> client.invoke(both)).hasMessageContaining("over HTTP");
        }
    }

    private static Request transaction(List<?>... steps) {
        return new Request.Call(Op.TXN, "all", List.of((Object[]) steps));
    }

    @Test
    void a_cas_whose_precondition_failed_compared_unequal() throws IOException {
        try (FakeServer server = http(412, "{}")) {
            assertThat(client(server.address()).invoke(CAS)).isEqualTo(new Outcome.Mismatch());
        }
    }

    @Test
    void a_connection_that_ends_after_a_write_was_sent_leaves_it_unknown_and_unrepeated()
            throws IOException {
        try (FakeServer server = FakeServer.hangingUp()) {
            assertThat(client(server.address()).invoke(WRITE)).isInstanceOf(Outcome.Unknown.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void what_was_never_sent_surely_did_not_happen() throws IOException {
        FakeServer server = FakeServer.silent();
        server.close();
        assertThat(client(server.address()).invoke(WRITE)).isInstanceOf(Outcome.Failed.class);
    }

    private static FakeServer http(int status, String body) throws IOException {
        return FakeServer.answering("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static StoreClient client(InetSocketAddress address) {
        return StoreClient.of(
                Protocol.HRAFTD_HTTP,
                SystemCatalog.load("hraftd"),
                address,
                Duration.ofMillis(500));
    }
}
