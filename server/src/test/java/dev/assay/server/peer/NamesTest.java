package dev.assay.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
final class NamesTest {

    private final CountDownLatch silence = new CountDownLatch(1);
    private final AtomicInteger lookups = new AtomicInteger();
    private final Names names = new Names(host -> {
        lookups.incrementAndGet();
        if (host.equals("here")) {
            return InetAddress.getLoopbackAddress();
        }
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    });

    @AfterEach
    void end() {
        silence.countDown();
    }

    @Test
    void a_name_server_that_stays_silent_holds_up_no_other_name() throws Exception {
        CompletableFuture<InetAddress> gone = names.find("gone");

        assertThat(names.find("here").get()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(gone).isNotDone();
    }

    @Test
    void who_asks_while_a_name_is_looked_up_shares_the_answer() {
        CompletableFuture<InetAddress> first = names.find("gone");
        CompletableFuture<InetAddress> second = names.find("gone");
        silence.countDown();

        for (CompletableFuture<InetAddress> each : new CompletableFuture[] {first, second}) {
            assertThatThrownBy(each::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownHostException.class);
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void an_address_is_not_looked_up() throws Exception {
        assertThat(names.find("127.0.0.5").get().getHostAddress()).isEqualTo("127.0.0.5");
        assertThat(names.find("::1").get().isLoopbackAddress()).isTrue();
        assertThat(lookups).hasValue(0);
    }

    @Test
    void more_names_than_the_limit_are_refused() {
        for (int i = 0; i < Names.LOOKUPS_MAX; i++) {
            names.find("gone" + i);
        }

        assertThatThrownBy(() -> names.find("one more").get())
                .hasMessageContaining(Names.LOOKUPS_MAX + " other names");
    }

    /** Seen in a composed cluster: two killed containers, and the leader answered nobody. */
    @Test
    void the_event_loop_goes_on_while_a_peer_is_looked_up() throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Peers peers = new Peers(
                    new Bootstrap().group(group).channel(NioSocketChannel.class),
                    System::nanoTime,
                    Optional.empty(),
                    Optional.empty(),
                    names);
            CompletableFuture<PeerAnswer> answer = new CompletableFuture<>();
            var loop = group.next();
            loop.submit(() -> peers.ask(
                            new HostPort("gone", 1),
                            new PeerMessage.ReadIndexQuery(true),
                            System.nanoTime(),
                            answer::complete))
                    .get();
            loop.submit(() -> peers.step(System.nanoTime() + PeerLimits.CONNECT_DEADLINE.toNanos()))
                    .get();

            assertThat(answer.get()).isInstanceOf(PeerAnswer.NotSent.class);
            assertThat(silence.getCount()).isOne();
        } finally {
            silence.countDown();
            group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS)
                    .sync();
        }
    }
}
