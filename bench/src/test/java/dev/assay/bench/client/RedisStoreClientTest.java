package dev.assay.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemCatalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

class RedisStoreClientTest {
    private static final Request WRITE = new Request.Write("x", 1);
    private static final Request READ = new Request.Read("x");
    private static final Request CAS = new Request.Cas("x", 1, 2);

    @ParameterizedTest(name = "a write that is answered {0} is {1}")
    @CsvSource({
        "'+OK\r\n', Ok",
        "'-MOVED 42 127.0.0.1:1\r\n', Failed",
        "'-CLUSTERDOWN No raft leader\r\n', Failed",
        "'-TRYAGAIN queue full\r\n', Failed",
        "'-LOADING catching up\r\n', Failed",
        "'-ERR syntax error\r\n', Failed",
        "'-TIMEOUT not committed yet\r\n', Unknown",
        "'-SOMETHING nobody listed\r\n', Unknown",
        "'$-1\r\n', Unknown"
    })
    void the_outcome_of_a_write_follows_the_table(String reply, String outcome) throws IOException {
        try (FakeServer server = FakeServer.answering(reply);
                StoreClient client = client(server.address())) {
            assertThat(client.invoke(WRITE).getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_read_sees_a_number_or_nothing() throws IOException {
        try (FakeServer full = FakeServer.answering("$2\r\n42\r\n");
                FakeServer empty = FakeServer.answering("$-1\r\n")) {
            assertThat(client(full.address()).invoke(READ)).isEqualTo(new Outcome.Ok(42L));
            assertThat(client(empty.address()).invoke(READ)).isEqualTo(new Outcome.Ok(null));
        }
    }

    @Test
    void a_cas_that_is_answered_nil_compared_unequal() throws IOException {
        try (FakeServer ok = FakeServer.answering("+OK\r\n");
                FakeServer nil = FakeServer.answering("$-1\r\n")) {
            assertThat(client(ok.address()).invoke(CAS)).isEqualTo(new Outcome.Ok(List.of(1L, 2L)));
            assertThat(client(nil.address()).invoke(CAS)).isEqualTo(new Outcome.Mismatch());
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
    void a_silent_node_leaves_a_write_unknown_and_a_read_without_effect() throws IOException {
        try (FakeServer server = FakeServer.silent();
                StoreClient client = client(server.address())) {
            assertThat(client.invoke(WRITE)).isInstanceOf(Outcome.Unknown.class);
            assertThat(client.invoke(READ)).isInstanceOf(Outcome.Failed.class);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void what_was_never_sent_surely_did_not_happen() throws IOException {
        FakeServer server = FakeServer.silent();
        server.close();
        assertThat(client(server.address()).invoke(WRITE)).isInstanceOf(Outcome.Failed.class);
    }

    private static StoreClient client(InetSocketAddress address) {
        return StoreClient.of(
                Protocol.REDIS, SystemCatalog.load("hraftd"), address, Duration.ofMillis(300));
    }
}
