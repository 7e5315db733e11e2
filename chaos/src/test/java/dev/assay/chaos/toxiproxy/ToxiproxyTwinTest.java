package dev.assay.chaos.toxiproxy;

import static dev.assay.chaos.toxiproxy.TcpClient.Ending.END_OF_STREAM;
import static dev.assay.chaos.toxiproxy.TcpClient.Ending.RESET;
import static dev.assay.chaos.toxiproxy.toxic.Direction.DOWNSTREAM;
import static dev.assay.chaos.toxiproxy.toxic.Direction.UPSTREAM;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.chaos.toxiproxy.proxy.StreamTraffic;
import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.Latency;
import dev.assay.chaos.toxiproxy.toxic.LimitData;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Slicer;
import dev.assay.chaos.toxiproxy.toxic.Timeout;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the twin is meant to differ from the real server, and what only it has. */
@ExtendWith(NoLeaks.class)
@org.junit.jupiter.api.Timeout(60)
class ToxiproxyTwinTest {
    private static final InetSocketAddress FREE = new InetSocketAddress("127.0.0.1", 0);
    private static final long FOREVER_MILLIS = 600_000;

    /** Far below the real server's 25 s, far above what a busy machine needs. */
    private static final Duration CALL_MAX = Duration.ofSeconds(10);

    private ToxiproxyTwin twin;
    private ToxiproxyControl control;
    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        twin = ToxiproxyTwin.start(FREE, 1);
        control = new ToxiproxyControl(twin.address(), CALL_MAX);
        upstream = Upstream.start();
    }

    @AfterEach
    void stop() throws IOException {
        control.close();
        twin.close();
        upstream.close();
    }

    private ProxyState proxy(String name) {
        return control.createProxy(name, "127.0.0.1:0", upstream.address());
    }

    private static TcpClient open(ProxyState proxy) throws IOException {
        TcpClient client = TcpClient.connect(proxy.listenPort());
        client.echo("ready");
        return client;
    }

    private StreamTraffic downstream(String proxy) {
        return twin.traffic().get(proxy).downstream();
    }

    private StreamTraffic upstream(String proxy) {
        return twin.traffic().get(proxy).upstream();
    }

    // never wedged by a stalled reader

    /** A client that sends for ever and never reads, so that every buffer on the way fills up. */
    private SocketChannel stalledReader(ProxyState proxy) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress("127.0.0.1", proxy.listenPort()));
        channel.configureBlocking(false);
        ByteBuffer data = ByteBuffer.allocate(1 << 16);
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            boolean stuck = channel.write(data.clear()) == 0;
            while (channel.write(data.clear()) > 0) {
                continue;
            }
            return stuck;
        });
        return channel;
    }

    @Test
    void a_reader_that_stalls_does_not_stall_the_control_api() throws IOException {
        ProxyState proxy = proxy("p");
        try (SocketChannel stalled = stalledReader(proxy)) {
            control.addToxic("p", "l", DOWNSTREAM, new Latency(10, 5));
            control.addToxic("p", "b", DOWNSTREAM, new Bandwidth(1));
            control.addToxic("p", "u", UPSTREAM, new Slicer(10, 1, 1));
            assertThat(control.toxics("p")).containsExactly("u", "l", "b");
            control.removeToxic("p", "l");
            control.addToxic("p", "t", DOWNSTREAM, new Timeout(0));
            control.removeToxic("p", "b");
            control.reset();
            assertThat(control.proxies()).containsExactly(proxy);
            control.disable("p");
            control.enable("p");
            open(control.proxy("p")).close();
            control.deleteProxy("p");
            assertThat(control.proxies()).isEmpty();
            assertThat(stalled.isOpen()).isTrue();
        }
    }

    @Test
    void a_reader_that_stalls_does_not_stall_other_connections() throws IOException {
        ProxyState proxy = proxy("p");
        try (SocketChannel stalled = stalledReader(proxy)) {
            open(proxy).close();
            assertThat(stalled.isOpen()).isTrue();
        }
    }

    @Test
    void a_reader_that_stalls_gets_every_byte_when_it_reads_again() throws IOException {
        ProxyState proxy = proxy("p");
        try (SocketChannel stalled = stalledReader(proxy)) {
            control.addToxic("p", "l", DOWNSTREAM, new Latency(1, 0));
            control.removeToxic("p", "l");
            ByteBuffer read = ByteBuffer.allocate(1 << 16);
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                while (stalled.read(read.clear()) > 0) {
                    continue;
                }
                return downstream("p").sentBytes() == upstream("p").receivedBytes()
                        && upstream("p").receivedBytes() == upstream.receivedBytes();
            });
            assertThat(downstream("p").droppedBytes()).isZero();
        }
    }

    @Test
    void a_black_hole_swallows_even_while_the_reader_stalls() throws IOException {
        ProxyState proxy = proxy("p");
        try (SocketChannel stalled = stalledReader(proxy)) {
            control.addToxic("p", "t", DOWNSTREAM, new Timeout(0));
            ByteBuffer data = ByteBuffer.allocate(1 << 16);
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                stalled.write(data.clear());
                return downstream("p").droppedBytes() > 16 << 20;
            });
        }
    }

    // bounded memory

    @Test
    void a_delayed_link_holds_a_bounded_number_of_bytes() throws IOException {
        ProxyState proxy = proxy("p");
        control.addToxic("p", "l", UPSTREAM, new Latency(FOREVER_MILLIS, 0));
        try (SocketChannel stalled = stalledReader(proxy)) {
            assertThat(upstream("p").receivedBytes()).isBetween(1L << 20, 9L << 20);
            assertThat(upstream("p").sentBytes()).isZero();
            control.removeToxic("p", "l");
            await().until(() -> upstream.receivedBytes() > 1 << 20);
            assertThat(stalled.isOpen()).isTrue();
        }
    }

    @Test
    void a_link_that_is_held_back_reads_no_more_than_a_few_chunks() throws IOException {
        ProxyState proxy = proxy("p");
        control.addToxic("p", "b", UPSTREAM, new Bandwidth(0));
        try (SocketChannel stalled = stalledReader(proxy)) {
            assertThat(upstream("p").receivedBytes()).isBetween(1L, 4L * (32 << 10));
            assertThat(stalled.isOpen()).isTrue();
        }
    }

    // an upstream that does not answer

    /** A server whose queue of connections is full: the kernel ignores further ones. */
    private static ServerSocket blackHoledServer(List<Socket> queued) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        try {
            while (true) {
                Socket socket = new Socket();
                queued.add(socket);
                socket.connect(server.getLocalSocketAddress(), 200);
            }
        } catch (SocketTimeoutException e) {
            return server;
        }
    }

    @Test
    void an_upstream_that_does_not_answer_stalls_neither_clients_nor_control() throws IOException {
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket silent = blackHoledServer(queued)) {
            ProxyState proxy =
                    control.createProxy("p", "127.0.0.1:0", "127.0.0.1:" + silent.getLocalPort());
            try (TcpClient first = TcpClient.connect(proxy.listenPort());
                    TcpClient second = TcpClient.connect(proxy.listenPort())) {
                first.send("waits").assertSilent();
                open(proxy("q")).close();
                open(proxy("r")).close();
                control.addToxic("p", "l", DOWNSTREAM, new Latency(1, 0));
                control.setUpstream("p", upstream.address());
                assertThat(first.receiveUntilEnd()).isEmpty();
                assertThat(second.receiveUntilEnd()).isEmpty();
                open(proxy).close();
            }
        }
        for (Socket socket : queued) {
            socket.close();
        }
    }

    // seeded chance

    private static String luck(long seed, String name) throws IOException {
        StringBuilder luck = new StringBuilder();
        try (ToxiproxyTwin twin = ToxiproxyTwin.start(FREE, seed);
                ToxiproxyControl control = new ToxiproxyControl(twin);
                Upstream upstream = Upstream.start()) {
            ProxyState proxy = control.createProxy(name, "127.0.0.1:0", upstream.address());
            control.addToxic(name, "t", DOWNSTREAM, new LimitData(1), 0.5f);
            for (int i = 0; i < 40; i++) {
                try (TcpClient client = TcpClient.connect(proxy.listenPort())) {
                    client.send("xy");
                    client.receive(1);
                    luck.append(client.socket().getInputStream().read() < 0 ? 'x' : '.');
                }
            }
        }
        return luck.toString();
    }

    @Test
    void the_same_seed_gives_each_connection_the_same_luck() throws IOException {
        String luck = luck(7, "p");
        assertThat(luck).contains("x", ".");
        assertThat(luck(7, "p")).isEqualTo(luck);
        assertThat(luck(8, "p")).isNotEqualTo(luck);
        assertThat(luck(7, "q")).isNotEqualTo(luck);
    }

    @Test
    void luck_is_not_redrawn_when_another_toxic_comes_or_goes() throws IOException {
        ProxyState proxy = proxy("p");
        control.addToxic("p", "t", DOWNSTREAM, new LimitData(1_000), 0.5f);
        List<TcpClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(open(proxy));
        }
        for (int i = 0; i < 5; i++) {
            control.addToxic("p", "l", DOWNSTREAM, new Latency(0, 0));
            control.removeToxic("p", "l");
        }
        int hit = 0;
        for (TcpClient client : clients) {
            client.send("x".repeat(2_000));
            hit += client.receiveUntilEndOrBytes(2_000).length() < 2_000 ? 1 : 0;
            client.close();
        }
        assertThat(hit).as("of 20, drawn once each").isBetween(4, 16);
    }

    // toxics that are kinder or harsher

    @Test
    void reset_peer_resets_an_open_connection_too() throws IOException {
        try (TcpClient client = open(proxy("p"))) {
            control.addToxic("p", "t", UPSTREAM, new ResetPeer(0));
            assertThat(client.send("x").awaitEnd()).isEqualTo(RESET);
        }
    }

    @Test
    void reset_peer_of_no_toxicity_does_not_touch_a_connection() throws IOException {
        control.createProxy("p", "127.0.0.1:0", upstream.address());
        control.addToxic("p", "t", UPSTREAM, new ResetPeer(0), 0);
        try (TcpClient client = open(control.proxy("p"))) {
            upstream.accepted().get(0).close();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
    }

    @Test
    void removal_of_reset_peer_does_not_wait_for_its_timer() throws IOException {
        try (TcpClient client = open(proxy("p"))) {
            control.addToxic("p", "t", UPSTREAM, new ResetPeer(FOREVER_MILLIS));
            client.send("lights the fuse").assertSilent();
            control.removeToxic("p", "t");
            assertThat(client.awaitEnd()).isEqualTo(RESET);
        }
    }

    @Test
    void a_slicer_without_a_size_does_no_harm() throws IOException {
        try (TcpClient client = open(proxy("p"))) {
            control.addToxic("p", "zero", DOWNSTREAM, new Slicer(0, 0, 0));
            control.addToxic("p", "wild", DOWNSTREAM, new Slicer(2, 1_000, 0));
            control.addToxic("p", "negative", DOWNSTREAM, new Slicer(-5, -5, -5));
            client.echo("still whole and in order");
        }
    }

    // counters

    @Test
    void bytes_are_counted_by_proxy_direction_and_fate() throws IOException {
        ProxyState proxy = proxy("p");
        proxy("q");
        try (TcpClient client = open(proxy)) {
            control.addToxic("p", "t", DOWNSTREAM, new Timeout(0));
            client.send("1234567890");
            await().until(() -> downstream("p").droppedBytes() == 10);
        }
        assertThat(upstream("p")).isEqualTo(new StreamTraffic(15, 15, 0));
        assertThat(downstream("p")).isEqualTo(new StreamTraffic(15, 5, 10));
        assertThat(upstream("q")).isEqualTo(new StreamTraffic(0, 0, 0));
        assertThat(control.traffic()).isEqualTo(twin.traffic());
    }

    @Test
    void what_a_closed_connection_still_held_counts_as_dropped() throws IOException {
        try (TcpClient client = open(proxy("p"))) {
            control.addToxic("p", "l", DOWNSTREAM, new Latency(FOREVER_MILLIS, 0));
            client.send("held");
            await().until(() -> downstream("p").receivedBytes() == 9);
            control.disable("p");
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
        assertThat(downstream("p")).isEqualTo(new StreamTraffic(9, 5, 4));
    }

    // life cycle

    @Test
    void closing_leaves_no_port_no_thread_and_no_connection() throws IOException {
        ProxyState proxy = proxy("p");
        try (TcpClient client = open(proxy);
                TcpClient other = open(proxy)) {
            control.addToxic("p", "l", DOWNSTREAM, new Latency(FOREVER_MILLIS, 0));
            other.send("held");
            twin.close();
            twin.close();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            other.receiveUntilEnd();
        }
        TcpClient.assertRefused(proxy.listenPort());
        TcpClient.assertRefused(twin.address().getPort());
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("toxiproxy-twin")));
    }

    @Test
    void a_taken_address_is_told_and_leaves_no_thread() {
        assertThatThrownBy(() -> ToxiproxyTwin.start(twin.address(), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(Integer.toString(twin.address().getPort()));
    }

    @Test
    void it_says_what_it_is() {
        assertThat(twin.describe()).isEqualTo("embedded twin");
        assertThat(control.version()).isEqualTo("2.12.0");
    }
}
