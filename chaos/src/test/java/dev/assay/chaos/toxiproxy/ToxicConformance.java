package dev.assay.chaos.toxiproxy;

import static dev.assay.chaos.toxiproxy.TcpClient.Ending.END_OF_STREAM;
import static dev.assay.chaos.toxiproxy.TcpClient.Ending.RESET;
import static dev.assay.chaos.toxiproxy.TcpClient.time;
import static dev.assay.chaos.toxiproxy.toxic.Direction.DOWNSTREAM;
import static dev.assay.chaos.toxiproxy.toxic.Direction.UPSTREAM;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Latency;
import dev.assay.chaos.toxiproxy.toxic.LimitData;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Slicer;
import dev.assay.chaos.toxiproxy.toxic.SlowClose;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** What each toxic does to bytes. Times have lower bounds only. */
abstract class ToxicConformance extends Conformance {

    /** A wait that no test waits for: it shows that something happened without it. */
    private static final long FOREVER_MILLIS = 600_000;

    private ProxyState proxy;

    ToxicConformance(Target target) {
        super(target);
    }

    @BeforeEach
    void createProxy() {
        proxy = proxy();
    }

    private TcpClient open() throws IOException {
        TcpClient client = connect(proxy);
        client.echo("ready");
        return client;
    }

    private void add(Direction direction, Toxic toxic) {
        control.addToxic("p", "t", direction, toxic);
    }

    private void remove() {
        control.removeToxic("p", "t");
    }

    private void update(String body) throws IOException {
        assertThat(api.call("PATCH", "/proxies/p/toxics/t", body).status()).isEqualTo(200);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    // latency

    @ParameterizedTest
    @EnumSource
    void latency_delays_an_open_connection(Direction direction) throws IOException {
        try (TcpClient client = open()) {
            add(direction, new Latency(200, 0));
            assertThat(time(() -> client.echo("x"))).isGreaterThanOrEqualTo(millis(195));
        }
    }

    @Test
    void latency_delays_a_new_connection() throws IOException {
        add(DOWNSTREAM, new Latency(150, 0));
        try (TcpClient client = connect(proxy)) {
            assertThat(time(() -> client.echo("x"))).isGreaterThanOrEqualTo(millis(145));
        }
    }

    @Test
    void latency_counts_from_the_arrival_so_that_a_burst_is_delayed_once() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Latency(300, 0));
            Duration all = time(() -> {
                client.send("1").send("2").send("3").send("4").send("5").send("6");
                assertThat(client.receive(6)).isEqualTo("123456");
            });
            assertThat(all).isBetween(millis(295), millis(6 * 295));
        }
    }

    @Test
    void jitter_deviates_by_no_more_than_it_says_and_keeps_the_order() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Latency(100, 50));
            for (int i = 0; i < 5; i++) {
                assertThat(time(() -> client.echo("ordered"))).isGreaterThanOrEqualTo(millis(48));
            }
        }
    }

    @Test
    void removal_of_latency_sends_at_once_what_waits_in_order() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Latency(FOREVER_MILLIS, 0));
            client.send("first ");
            await().until(() -> upstream.receivedBytes() == "readyfirst ".length());
            client.send("second").assertSilent();
            remove();
            assertThat(client.receive(12)).isEqualTo("first second");
            client.echo("x");
        }
    }

    @Test
    void two_latencies_add_up() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Latency(100, 0));
            control.addToxic("p", "t2", DOWNSTREAM, new Latency(100, 0));
            assertThat(time(() -> client.echo("x"))).isGreaterThanOrEqualTo(millis(195));
        }
    }

    @Test
    void an_update_takes_effect_on_open_connections() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Latency(0, 0));
            client.echo("fast");
            update("{\"attributes\":{\"latency\":200}}");
            assertThat(time(() -> client.echo("x"))).isGreaterThanOrEqualTo(millis(195));
            update("{\"toxicity\":0,\"attributes\":{\"latency\":" + FOREVER_MILLIS + "}}");
            client.echo("fast again");
        }
    }

    // bandwidth

    @ParameterizedTest
    @EnumSource
    void bandwidth_limits_the_rate(Direction direction) throws IOException {
        try (TcpClient client = open()) {
            add(direction, new Bandwidth(100));
            byte[] sent = random(50_000);
            Duration all = time(() ->
                    assertThat(client.send(sent).receiveBytes(sent.length)).isEqualTo(sent));
            assertThat(all).isGreaterThanOrEqualTo(millis(400));
        }
    }

    @Test
    void bandwidth_of_nothing_stalls_until_it_is_removed() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Bandwidth(0));
            client.send("held").assertSilent();
            remove();
            assertThat(client.receive(4)).isEqualTo("held");
            client.echo("x");
        }
    }

    // slow_close

    @Test
    void slow_close_delays_the_end_but_not_the_data() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new SlowClose(300));
            client.echo("at once");
            Duration closing = time(() -> {
                upstream.accepted().get(0).close();
                assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            });
            assertThat(closing).isGreaterThanOrEqualTo(millis(295));
        }
    }

    @Test
    void removal_of_slow_close_closes_at_once_what_waits_for_it() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new SlowClose(FOREVER_MILLIS));
            upstream.accepted().get(0).close();
            client.assertSilent();
            remove();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
    }

    // timeout

    @Test
    void a_black_hole_upstream_swallows_what_open_connections_send() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Timeout(0));
            client.send("lost").assertSilent();
            assertThat(upstream.receivedBytes()).isEqualTo("ready".length());
            assertThat(upstream.endedConnections()).isZero();
        }
    }

    @Test
    void a_black_hole_upstream_lets_the_other_direction_pass() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Timeout(0));
            upstream.accepted().get(0).getOutputStream().write('y');
            assertThat(client.receive(1)).isEqualTo("y");
        }
    }

    @Test
    void a_black_hole_downstream_swallows_the_answers_only() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Timeout(0));
            client.send("asked");
            await().until(() -> upstream.receivedBytes() == "readyasked".length());
            client.assertSilent();
        }
    }

    @Test
    void a_black_hole_takes_any_amount_of_data() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Timeout(0));
            client.send(new byte[32 << 20]).assertSilent();
            assertThat(upstream.receivedBytes()).isEqualTo("ready".length());
        }
    }

    @Test
    void a_new_connection_falls_into_the_black_hole_too() throws IOException {
        add(UPSTREAM, new Timeout(0));
        try (TcpClient client = connect(proxy)) {
            client.send("lost").assertSilent();
            await().until(() -> upstream.accepted().size() == 1);
            assertThat(upstream.receivedBytes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void removal_of_a_black_hole_closes_its_connections_but_not_the_proxy(Direction direction)
            throws IOException {
        try (TcpClient client = open();
                TcpClient idle = open()) {
            add(direction, new Timeout(0));
            client.send("lost");
            idle.assertSilent();
            remove();
            assertThat(client.receiveUntilEnd()).isEmpty();
            assertThat(idle.awaitEnd()).isEqualTo(END_OF_STREAM);
            await().until(() -> upstream.endedConnections() == 2);
            open().close();
        }
    }

    @Test
    void removal_of_a_timeout_closes_even_what_it_has_spared() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Timeout(0));
            update("{\"toxicity\":0}");
            client.echo("spared");
            remove();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
    }

    @Test
    void reset_of_the_server_ends_a_black_hole_too() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Timeout(0));
            control.reset();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            open().close();
        }
    }

    @Test
    void a_black_hole_ends_with_the_connection() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Timeout(0));
            client.send("lost").finishSending();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            await().until(() -> upstream.endedConnections() == 1);
            assertThat(upstream.receivedBytes()).isEqualTo("ready".length());
        }
    }

    @Test
    void a_timeout_closes_an_idle_connection_and_traffic_keeps_it_open() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new Timeout(1_000));
            Duration kept = time(() -> {
                for (int i = 0; i < 15; i++) {
                    assertThat(client.send("beat").waitForByte(100)).isFalse();
                }
            });
            assertThat(kept).isGreaterThan(millis(1_000));
            assertThat(time(() -> assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM)))
                    .isGreaterThanOrEqualTo(millis(850));
            assertThat(upstream.receivedBytes()).isEqualTo("ready".length());
        }
    }

    // reset_peer

    @Test
    void reset_peer_resets_a_new_connection_at_its_first_data() throws IOException {
        add(UPSTREAM, new ResetPeer(0));
        try (TcpClient client = connect(proxy)) {
            client.assertSilent();
            client.send("x");
            assertThat(client.awaitEnd()).isEqualTo(RESET);
        }
    }

    @Test
    void reset_peer_waits_from_the_first_data() throws IOException {
        add(DOWNSTREAM, new ResetPeer(300));
        try (TcpClient client = connect(proxy)) {
            Duration all = time(() -> assertThat(client.send("x").awaitEnd()).isEqualTo(RESET));
            assertThat(all).isGreaterThanOrEqualTo(millis(295));
        }
    }

    @Test
    void reset_peer_ends_an_open_connection_at_its_next_data() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new ResetPeer(0));
            client.assertSilent();
            assertThat(client.send("lost").receiveUntilEnd()).isEmpty();
            await().until(() -> upstream.endedConnections() == 1);
            assertThat(upstream.receivedBytes()).isEqualTo("ready".length());
        }
    }

    // slicer

    @ParameterizedTest
    @EnumSource
    void slicer_delivers_all_bytes_in_order(Direction direction) throws IOException {
        try (TcpClient client = open()) {
            add(direction, new Slicer(500, 100, 10));
            byte[] sent = random(100_000);
            assertThat(client.send(sent).receiveBytes(sent.length)).isEqualTo(sent);
        }
    }

    @Test
    void slicer_pauses_after_each_slice() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Slicer(10, 0, 20_000));
            byte[] sent = random(160);
            byte[] first = new byte[160];
            Duration all = time(() -> {
                client.send(sent);
                int read = client.socket().getInputStream().read(first);
                assertThat(read).isLessThan(160);
                byte[] rest = client.receiveBytes(160 - read);
                System.arraycopy(rest, 0, first, read, rest.length);
            });
            assertThat(first).isEqualTo(sent);
            assertThat(all).isGreaterThanOrEqualTo(millis(15 * 20 - 5));
        }
    }

    @Test
    void removal_of_a_slicer_sends_the_rest_at_once() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Slicer(5, 0, FOREVER_MILLIS * 1_000));
            client.send("0123456789");
            assertThat(client.receive(5)).isEqualTo("01234");
            client.assertSilent();
            remove();
            assertThat(client.receive(5)).isEqualTo("56789");
        }
    }

    // limit_data

    @Test
    void limit_data_closes_each_connection_after_so_many_bytes() throws IOException {
        try (TcpClient client = open();
                TcpClient other = open()) {
            add(DOWNSTREAM, new LimitData(10));
            client.echo("1234567");
            assertThat(client.send("89abcdef").receiveUntilEnd()).isEqualTo("89a");
            other.echo("0123456789".substring(0, 9));
            assertThat(other.send("9").receiveUntilEnd()).isEqualTo("9");
        }
    }

    @Test
    void limit_data_of_nothing_closes_at_the_first_data_only() throws IOException {
        try (TcpClient client = open()) {
            add(UPSTREAM, new LimitData(0));
            client.assertSilent();
            assertThat(client.send("x").receiveUntilEnd()).isEmpty();
            await().until(() -> upstream.endedConnections() == 1);
            assertThat(upstream.receivedBytes()).isEqualTo("ready".length());
        }
    }

    @Test
    void limit_data_goes_on_counting_when_the_limit_is_changed() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new LimitData(10));
            client.echo("12345");
            update("{\"attributes\":{\"bytes\":8}}");
            assertThat(client.send("6789").receiveUntilEnd()).isEqualTo("678");
        }
    }

    // noop, toxicity, chains

    @Test
    void noop_changes_nothing() throws IOException {
        try (TcpClient client = open()) {
            api.call("POST", "/proxies/p/toxics", "{\"type\":\"noop\",\"name\":\"t\"}");
            byte[] sent = random(1 << 20);
            await().untilAsserted(() -> client.echo("x"));
            Thread sender = sendInBackground(client, sent);
            assertThat(client.receiveBytes(sent.length)).isEqualTo(sent);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @Test
    void a_toxicity_of_0_spares_every_connection() throws IOException {
        control.addToxic("p", "t", DOWNSTREAM, new Latency(FOREVER_MILLIS, 0), 0);
        for (int i = 0; i < 10; i++) {
            open().close();
        }
    }

    @Test
    void a_toxicity_above_1_hits_every_connection() throws IOException {
        api.call(
                "POST",
                "/proxies/p/toxics",
                "{\"type\":\"limit_data\",\"toxicity\":1.5,\"attributes\":{\"bytes\":1}}");
        for (int i = 0; i < 10; i++) {
            try (TcpClient client = connect(proxy)) {
                assertThat(client.send("xy").receiveUntilEnd()).isEqualTo("x");
            }
        }
    }

    @Test
    void toxics_work_in_the_order_in_which_they_were_added() throws IOException {
        try (TcpClient client = open()) {
            control.addToxic("p", "first", DOWNSTREAM, new LimitData(4));
            control.addToxic("p", "then", DOWNSTREAM, new Latency(300, 0));
            Duration all = time(
                    () -> assertThat(client.send("limited").receiveUntilEnd()).isEqualTo("limi"));
            assertThat(all).as("the end of the stream waits too").isGreaterThan(millis(295));
        }
    }

    @Test
    void removal_from_the_middle_leaves_the_others() throws IOException {
        try (TcpClient client = open()) {
            control.addToxic("p", "1", DOWNSTREAM, new Latency(100, 0));
            control.addToxic("p", "2", DOWNSTREAM, new Bandwidth(0));
            control.addToxic("p", "3", DOWNSTREAM, new Latency(100, 0));
            client.send("x").assertSilent();
            control.removeToxic("p", "2");
            assertThat(client.receive(1)).isEqualTo("x");
            assertThat(time(() -> client.echo("y"))).isGreaterThanOrEqualTo(millis(195));
            assertThat(control.toxics("p")).containsExactly("1", "3");
        }
    }

    @Test
    void a_toxic_in_one_direction_leaves_the_other_alone() throws IOException {
        try (TcpClient client = open()) {
            add(DOWNSTREAM, new Bandwidth(0));
            client.send("arrives");
            await().until(() -> upstream.receivedBytes() == "readyarrives".length());
        }
    }

    @Test
    void toxics_survive_a_disabled_proxy() throws IOException {
        add(DOWNSTREAM, new Latency(150, 0));
        control.disable("p");
        control.enable("p");
        try (TcpClient client = connect(proxy)) {
            assertThat(time(() -> client.echo("x"))).isGreaterThanOrEqualTo(millis(145));
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Thread sendInBackground(TcpClient client, byte[] bytes) {
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        Thread sender = new Thread(() -> {
            try {
                client.send(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        sender.start();
        return sender;
    }
}
