package dev.assay.chaos.toxiproxy;

import static dev.assay.chaos.toxiproxy.TcpClient.Ending.END_OF_STREAM;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** What a proxy does without toxics: to bytes, to connections, and when it is changed. */
abstract class ProxyConformance extends Conformance {

    ProxyConformance(Target target) {
        super(target);
    }

    private static TcpClient open(ProxyState proxy) throws IOException {
        TcpClient client = connect(proxy);
        client.echo("ready");
        return client;
    }

    @Test
    void port_0_is_a_free_port_that_the_answer_tells() throws IOException {
        ProxyState proxy = proxy();
        assertThat(proxy.listenPort()).isPositive();
        open(proxy).close();
    }

    @Test
    void bytes_pass_unchanged_in_both_directions() throws Exception {
        byte[] sent = new byte[8 << 20];
        new Random(1).nextBytes(sent);
        try (TcpClient client = open(proxy())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    client.send(sent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(client.receiveBytes(sent.length)).isEqualTo(sent);
            sending.get();
        }
    }

    @Test
    void many_connections_do_not_mix() throws IOException {
        ProxyState proxy = proxy();
        List<TcpClient> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clients.add(connect(proxy).send("client " + (1000 + i)));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(clients.get(i).receive(11)).isEqualTo("client " + (1000 + i));
            clients.get(i).close();
        }
        await().until(() -> upstream.endedConnections() == 100);
    }

    @Test
    void disabling_closes_all_connections_and_refuses_new_ones_until_enabled_again()
            throws IOException {
        ProxyState proxy = proxy();
        try (TcpClient client = open(proxy);
                TcpClient other = open(proxy)) {
            control.disable("p");
            TcpClient.assertRefused(proxy.listenPort());
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            assertThat(other.awaitEnd()).isEqualTo(END_OF_STREAM);
            await().until(() -> upstream.endedConnections() == 2);
        }
        control.enable("p");
        assertThat(control.proxy("p")).isEqualTo(proxy);
        open(proxy).close();
    }

    @Test
    void disabling_and_enabling_can_be_repeated_at_once() throws IOException {
        ProxyState proxy = proxy();
        for (int i = 0; i < 20; i++) {
            control.disable("p");
            TcpClient.assertRefused(proxy.listenPort());
            control.enable("p");
            open(proxy).close();
        }
    }

    @Test
    void a_proxy_may_begin_disabled() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        api.call(
                "POST",
                "/proxies",
                "{\"name\":\"p\",\"enabled\":false,\"listen\":\"127.0.0.1:"
                        + port
                        + "\",\"upstream\":\""
                        + upstream.address()
                        + "\"}");
        TcpClient.assertRefused(port);
        control.enable("p");
        open(control.proxy("p")).close();
    }

    @Test
    void deleting_closes_all_connections_and_frees_the_port() throws IOException {
        ProxyState proxy = proxy();
        try (TcpClient client = open(proxy)) {
            control.deleteProxy("p");
            TcpClient.assertRefused(proxy.listenPort());
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
        control.createProxy("q", proxy.listen(), upstream.address());
    }

    @Test
    void another_upstream_closes_all_connections_and_gets_the_new_ones() throws IOException {
        ProxyState proxy = proxy();
        try (Upstream second = Upstream.start();
                TcpClient client = open(proxy)) {
            control.setUpstream("p", second.address());
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            open(proxy).close();
            assertThat(second.receivedBytes()).isEqualTo("ready".length());
            assertThat(control.proxy("p").upstream()).isEqualTo(second.address());
        }
    }

    @Test
    void another_listen_address_moves_the_proxy() throws IOException {
        ProxyState proxy = proxy();
        try (TcpClient client = open(proxy)) {
            api.call("POST", "/proxies/p", "{\"listen\":\"127.0.0.1:0\"}");
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            ProxyState moved = control.proxy("p");
            assertThat(moved.listen()).isNotEqualTo(proxy.listen());
            TcpClient.assertRefused(proxy.listenPort());
            open(moved).close();
        }
    }

    @Test
    void an_update_that_changes_nothing_closes_nothing() throws IOException {
        ProxyState proxy = proxy();
        try (TcpClient client = open(proxy)) {
            control.setUpstream("p", proxy.upstream());
            control.enable("p");
            client.echo("still there");
        }
    }

    @Test
    void a_refused_upstream_is_an_end_of_stream_to_the_client() throws IOException {
        ProxyState proxy = proxy();
        upstream.close();
        try (TcpClient client = connect(proxy)) {
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
    }

    @Test
    void an_upstream_that_is_no_address_is_one_too() throws IOException {
        ProxyState proxy = control.createProxy("p", "127.0.0.1:0", "nowhere");
        try (TcpClient client = connect(proxy)) {
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
        }
    }

    @Test
    void the_upstreams_end_reaches_the_client_after_its_last_bytes() throws IOException {
        try (TcpClient client = open(proxy())) {
            upstream.accepted().get(0).getOutputStream().write("bye".getBytes("UTF-8"));
            upstream.accepted().get(0).close();
            assertThat(client.receiveUntilEnd()).isEqualTo("bye");
        }
    }

    @Test
    void the_clients_end_reaches_the_upstream() throws IOException {
        open(proxy()).close();
        await().until(() -> upstream.endedConnections() == 1);
    }

    @Test
    void a_half_close_ends_both_directions() throws IOException {
        try (TcpClient client = open(proxy())) {
            client.finishSending();
            assertThat(client.awaitEnd()).isEqualTo(END_OF_STREAM);
            await().until(() -> upstream.endedConnections() == 1);
        }
    }

    @Test
    void a_connection_that_is_reset_ends_its_other_half() throws IOException {
        TcpClient client = open(proxy());
        client.socket().setSoLinger(true, 0);
        client.close();
        await().until(() -> upstream.endedConnections() == 1);
    }
}
