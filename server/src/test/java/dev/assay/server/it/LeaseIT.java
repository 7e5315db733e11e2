package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.Peers;
import dev.assay.server.raft.VoteGuard;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The lease against real elections: a leader that was stopped, and votes that were promised. */
@Timeout(120)
class LeaseIT {

    private static final int ROUNDS = 2;
    private static final int READERS = 8;

    @TempDir
    Path home;

    /**
     * The others stop before it wakes up, and it leads for long without hearing from them, so that
     * nothing but the lease keeps it from answering; the reads are in its sockets already.
     */
    @Test
    void a_leader_that_was_stopped_does_not_answer_from_its_lease() throws Exception {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c")) {
            List.of(a, b, c).forEach(node -> node.jvmFlag("-Dhraftd.election.max=5000"));
            List<ServerProcess> nodes = cluster(a, b, c);
            for (int round = 0; round < ROUNDS; round++) {
                ServerProcess leader = leader(nodes);
                List<ServerProcess> others =
                        nodes.stream().filter(node -> node != leader).toList();
                String old = "old" + round;
                assertThat(leader.http().put("/key/k", old).status()).isEqualTo(200);
                List<RawClient> clients = new ArrayList<>();
                try {
                    for (int i = 0; i < READERS; i++) {
                        clients.add(new RawClient(leader.redisPort));
                        clients.get(i).send("GET k\r\n");
                        assertThat(value(clients.get(i))).isEqualTo(old);
                    }
                    leader.signal("STOP");
                    await("a new leader")
                            .atMost(Duration.ofSeconds(40))
                            .until(() ->
                                    others.get(0).http().put("/key/k", "young").status() == 200);
                    for (RawClient client : clients) {
                        client.send("GET k\r\n");
                    }
                    others.forEach(node -> node.signal("STOP"));
                    leader.signal("CONT");
                    for (RawClient client : clients) {
                        assertThat(value(client)).isNotEqualTo(old);
                    }
                } finally {
                    nodes.forEach(node -> node.signal("CONT"));
                    for (RawClient client : clients) {
                        client.close();
                    }
                }
            }
        }
    }

    /** The value of a reply to GET, or the error. */
    private static String value(RawClient client) throws IOException {
        String head = client.line();
        return head.startsWith("$") ? client.line() : head;
    }

    /**
     * Handing over ends the lease. Then one of the two that are left cannot vote for the other, nor
     * stand for election itself.
     */
    @Test
    void who_promised_elects_nobody_but_a_leader_that_hands_over_is_not_in_the_way()
            throws Exception {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c");
                Promises promises = new Promises()) {
            List<ServerProcess> nodes = cluster(a, b, c);
            ServerProcess first = leader(nodes);
            ServerProcess leader = first == a ? b : a;
            String id = leader.status().path("me").path("id").stringValue();
            assertThat(first.http().get("/key/k").status()).isEqualTo(200);
            assertThat(first.http().post("/leader", "{\"id\":\"" + id + "\"}"))
                    .isEqualTo(new Http.Answer(200, ""));
            await().atMost(Duration.ofSeconds(20)).until(() -> leads(leader));
            long term = leader.status().path("term").asLong();
            List<ServerProcess> others =
                    nodes.stream().filter(node -> node != leader).toList();
            promises.keepOf(others.get(0), term);
            await().atMost(Duration.ofSeconds(5)).until(() -> promises.made.get() > 10);
            leader.kill();
            // Several times as long as an election takes.
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            for (ServerProcess node : others) {
                assertThat(node.status().path("role").stringValue())
                        .as(node::log)
                        .isNotEqualTo("LEADER");
            }
            promises.stop();
            await("an election")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> others.get(0).http().put("/key/k", "1").status() == 200);
        }
    }

    private static List<ServerProcess> cluster(ServerProcess a, ServerProcess b, ServerProcess c) {
        a.start("-level", "lease").awaitReady();
        b.start("-level", "lease", "-join", ":" + a.httpPort).awaitReady();
        c.start("-level", "lease", "-join", ":" + a.httpPort).awaitReady();
        return List.of(a, b, c);
    }

    private static ServerProcess leader(List<ServerProcess> nodes) {
        await("a leader")
                .atMost(Duration.ofSeconds(20))
                .until(() -> nodes.stream().anyMatch(LeaseIT::leads));
        return nodes.stream().filter(LeaseIT::leads).findFirst().orElseThrow();
    }

    private static boolean leads(ServerProcess node) {
        return node.running()
                && node.http().get("/readyz").status() == 200
                && node.status().path("role").stringValue("").equals("LEADER");
    }

    /** Asks nodes for promises all the time, as a leader would whose reads never end. */
    private static final class Promises implements AutoCloseable {

        private static final Duration PACE = VoteGuard.PROMISE.dividedBy(10);

        private final EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        private final EventLoop loop = group.next();
        private final Peers peers = new Peers(
                new Bootstrap().group(group).channel(NioSocketChannel.class),
                System::nanoTime,
                Optional.empty(),
                Optional.empty());
        private final AtomicInteger made = new AtomicInteger();
        private volatile boolean stopped;

        void keepOf(ServerProcess node, long term) {
            loop.scheduleAtFixedRate(
                    () -> {
                        peers.step(System.nanoTime());
                        if (!stopped) {
                            ask(node, term);
                        }
                    },
                    0,
                    PACE.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        private void ask(ServerProcess node, long term) {
            peers.ask(
                    new HostPort("", node.httpPort),
                    new PeerMessage.PromiseQuery(term),
                    System.nanoTime() + Duration.ofSeconds(1).toNanos(),
                    answer -> {
                        if (answer instanceof PeerAnswer.Answered answered
                                && answered.message() instanceof PeerMessage.PromiseAnswer promise
                                && promise.promised()) {
                            made.incrementAndGet();
                        }
                    });
        }

        void stop() {
            stopped = true;
        }

        @Override
        public void close() throws IOException {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
