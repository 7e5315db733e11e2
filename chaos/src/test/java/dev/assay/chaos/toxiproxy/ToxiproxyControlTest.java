package dev.assay.chaos.toxiproxy;

import static dev.assay.chaos.toxiproxy.toxic.Direction.DOWNSTREAM;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.chaos.toxiproxy.ToxiproxyException.Kind;
import dev.assay.chaos.toxiproxy.proxy.ProxyTraffic;
import dev.assay.chaos.toxiproxy.proxy.StreamTraffic;
import dev.assay.chaos.toxiproxy.toxic.Latency;
import dev.assay.chaos.toxiproxy.toxic.Noop;
import dev.assay.chaos.toxiproxy.toxic.Slicer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The official client made safe: deadlines, one exception, idempotent removal. */
class ToxiproxyControlTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Answers every connection with the same bytes; null: never. */
    private static ServerSocket server(String answer) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    answer(listener.accept(), answer);
                }
            } catch (IOException e) {
                // closed
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    @SuppressWarnings("StreamResourceLeak") // without an answer the socket stays open on purpose
    private static void answer(Socket socket, String answer) throws IOException {
        if (answer != null) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.close();
        }
    }

    private static String http(String status, String type, String body) {
        return "HTTP/1.1 "
                + status
                + "\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length()
                + "\r\nConnection: close\r\n\r\n"
                + body;
    }

    private static ToxiproxyException failureOfGetAt(InetSocketAddress address) {
        try (ToxiproxyControl control = new ToxiproxyControl(address, SHORT)) {
            return catchThrowableOfType(ToxiproxyException.class, () -> control.proxy("p"));
        }
    }

    private static InetSocketAddress address(ServerSocket server) {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    @Test
    void a_server_that_does_not_answer_hangs() throws IOException {
        try (ServerSocket silent = server(null)) {
            assertThat(failureOfGetAt(address(silent)))
                    .hasMessageContaining("tried to read proxy p at toxiproxy")
                    .hasMessageContaining("no answer in 300 ms")
                    .extracting(ToxiproxyException::kind)
                    .isEqualTo(Kind.HUNG);
        }
    }

    @Test
    void calls_at_a_server_that_hangs_stay_bounded_in_number() throws IOException {
        try (ServerSocket silent = server(null);
                ToxiproxyControl control =
                        new ToxiproxyControl(address(silent), Duration.ofMillis(20))) {
            for (int i = 0; i < 40; i++) {
                assertThatThrownBy(control::version)
                        .isInstanceOfSatisfying(
                                ToxiproxyException.class,
                                e -> assertThat(e.kind()).isEqualTo(Kind.HUNG));
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(t -> t.getName().startsWith("toxiproxy-control-"))
                            .count())
                    .isLessThanOrEqualTo(32);
            assertThatThrownBy(control::version).hasMessageContaining("workers wait");
        }
    }

    @Test
    void a_closed_port_is_unreachable() throws IOException {
        InetSocketAddress closed;
        try (ServerSocket server = new ServerSocket(0)) {
            closed = address(server);
        }
        assertThat(failureOfGetAt(closed).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest(name = "{0} with {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "404 Not Found      | application/json | {\"error\":\"proxy not found\"} | REFUSED",
                "500 Server Error   | text/plain       | {\"error\":\"bind\"}  | REFUSED",
                "500 Server Error   | text/plain       | {}             | INCOMPREHENSIBLE",
                "503 Unavailable    | text/html        | <html>Timeout  | INCOMPREHENSIBLE",
                "404 Not Found      | text/plain       | 404 page not found | INCOMPREHENSIBLE",
                "200 OK             | application/json | []             | INCOMPREHENSIBLE",
                "200 OK             | application/json | {}             | INCOMPREHENSIBLE",
            })
    void every_other_answer_is_one_exception_too(String status, String type, String body, Kind kind)
            throws IOException {
        try (ServerSocket server = server(http(status, type, body))) {
            ToxiproxyException failure = failureOfGetAt(address(server));
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            if (kind == Kind.REFUSED) {
                assertThat(status).startsWith(Integer.toString(failure.status()));
            }
        }
    }

    @Test
    void a_version_that_is_none_is_incomprehensible() throws IOException {
        try (ServerSocket server = server(http("200 OK", "text/plain", "hello"));
                ToxiproxyControl control = new ToxiproxyControl(address(server), SHORT)) {
            assertThatThrownBy(control::version)
                    .isInstanceOf(ToxiproxyException.class)
                    .hasMessageContaining("INCOMPREHENSIBLE")
                    .hasMessageContaining("hello");
        }
    }

    @Test
    void removal_is_idempotent_and_other_calls_are_not() throws IOException {
        try (ToxiproxyTwin twin = ToxiproxyTwin.start(new InetSocketAddress("127.0.0.1", 0), 1);
                ToxiproxyControl control = new ToxiproxyControl(twin)) {
            control.removeToxic("p", "t");
            control.deleteProxy("p");
            control.createProxy("p", "127.0.0.1:0", "127.0.0.1:1");
            control.removeToxic("p", "t");
            control.addToxic("p", "t", DOWNSTREAM, new Latency(1, 2));
            control.removeToxic("p", "t");
            control.removeToxic("p", "t");
            control.enable("p");
            control.disable("p");
            control.disable("p");
            assertThatThrownBy(() -> control.createProxy("p", "127.0.0.1:0", "127.0.0.1:1"))
                    .isInstanceOfSatisfying(ToxiproxyException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                        assertThat(e.status()).isEqualTo(409);
                        assertThat(e)
                                .hasMessageContaining("create proxy p from 127.0.0.1:0")
                                .hasMessageContaining("proxy already exists");
                    });
            assertThatThrownBy(() -> control.disable("q"))
                    .isInstanceOfSatisfying(
                            ToxiproxyException.class,
                            e -> assertThat(e.status()).isEqualTo(404));
        }
    }

    @Test
    void all_settings_of_a_toxic_arrive() throws IOException {
        try (ToxiproxyTwin twin = ToxiproxyTwin.start(new InetSocketAddress("127.0.0.1", 0), 1);
                ToxiproxyControl control = new ToxiproxyControl(twin)) {
            RawApi api = new RawApi(twin.address());
            control.createProxy("p", "127.0.0.1:0", "127.0.0.1:1");
            control.addToxic("p", "l", DOWNSTREAM, new Latency(1, 2), 0.5f);
            control.addToxic("p", "s", DOWNSTREAM, new Slicer(3, 4, 5));
            assertThat(api.call("GET", "/proxies/p/toxics", "").body())
                    .contains("\"latency\":1,\"jitter\":2", "\"toxicity\":0.5")
                    .contains("\"average_size\":3,\"size_variation\":4,\"delay\":5");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä", "?", "%61"})
    void a_name_that_no_url_can_hold_is_refused_at_once(String name) {
        try (ToxiproxyControl control =
                new ToxiproxyControl(new InetSocketAddress("127.0.0.1", 1), SHORT)) {
            assertThatThrownBy(() -> control.proxy(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    @Test
    void a_noop_cannot_be_added_with_the_official_client() throws IOException {
        try (ToxiproxyTwin twin = ToxiproxyTwin.start(new InetSocketAddress("127.0.0.1", 0), 1);
                ToxiproxyControl control = new ToxiproxyControl(twin)) {
            control.createProxy("p", "127.0.0.1:0", "127.0.0.1:1");
            assertThatThrownBy(() -> control.addToxic("p", "t", DOWNSTREAM, new Noop()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void metrics_are_read_in_the_form_of_the_real_server() {
        String metrics = """
                # TYPE toxiproxy_proxy_received_bytes_total counter
                toxiproxy_proxy_received_bytes_total{direction="downstream",listener="127.0.0.1:1",proxy="p",upstream="u"} 350141
                toxiproxy_proxy_received_bytes_total{direction="upstream",listener="127.0.0.1:1",proxy="p",upstream="u"} 1.5e+06
                toxiproxy_proxy_sent_bytes_total{direction="upstream",listener="127.0.0.1:1",proxy="p",upstream="u"} 7
                toxiproxy_proxy_sent_bytes_total{direction="upstream",listener="127.0.0.1:2",proxy="p",upstream="u"} 5
                other_total{direction="upstream",proxy="p"} 5
                """;
        assertThat(TrafficMetrics.parse(metrics))
                .containsOnlyKeys("p")
                .containsEntry(
                        "p",
                        new ProxyTraffic(
                                new StreamTraffic(1_500_000, 12, 0),
                                new StreamTraffic(350_141, 0, 0)));
    }
}
