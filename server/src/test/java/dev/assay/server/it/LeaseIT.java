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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The lease against real elections: a leader that was stopped, and votes that were promised. */
@Timeout(120)
class LeaseIT {

    private static final int ROUNDS = 3;

    @TempDir
    Path home;

    @Test
    void a_leader_that_was_stopped_does_not_answer_from_its_lease() throws Exception {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c")) {
            List<ServerProcess> nodes = cluster(a, b, c);
            for (int round = 0; round < ROUNDS; round++) {
                ServerProcess leader = leader(nodes);
                String old = "old" + round;
                String young = "young" + round;
                assertThat(leader.http().put("/key/k", old).status()).isEqualTo(200);
                assertThat(leased(leader)).isEqualTo("{\"k\":\"" + old + "\"}");
                leader.signal("STOP");
                CompletableFuture<String> asked;
                try {
                    ServerProcess other = leader == a ? b : a;
                    await("a new leader")
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> other.http().put("/key/k", young).status() == 200);
                    // On its way before the leader wakes up.
                    asked = CompletableFuture.supplyAsync(() -> leased(leader));
                    TimeUnit.MILLISECONDS.sleep(100);
                } finally {
                    leader.signal("CONT");
                }
                assertThat(asked.get(30, TimeUnit.SECONDS)).contains(young);
                assertThat(leased(leader)).contains(young);
            }
        }
    }

    /** Repeated until it is an answer, for a node that lost its leader may refuse for a moment. */
    private static String leased(ServerProcess node) {
        Http.Answer answer = node.http().get("/key/k?level=lease");
        for (int tries = 0; tries < 20 && answer.status() != 200; tries++) {
            answer = node.http().get("/key/k?level=lease");
        }
        return answer.body();
    }

    /** One of the two that are left cannot vote for the other, nor stand for election itself. */
    @Test
    void who_promised_elects_nobody_and_later_does() throws Exception {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c");
                Promises promises = new Promises()) {
            List<ServerProcess> nodes = cluster(a, b, c);
            ServerProcess leader = leader(nodes);
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

    @Test
    void readers_by_lease_do_not_keep_a_new_leader_from_being_elected() throws Exception {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c")) {
            List<ServerProcess> nodes = cluster(a, b, c);
            ServerProcess leader = leader(nodes);
            for (int i = 0; i < 100; i++) {
                assertThat(leader.http().get("/key/k?level=lease").status()).isEqualTo(200);
            }
            leader.kill();
            ServerProcess other = leader == a ? b : a;
            await("a new leader")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> other.http().put("/key/k", "1").status() == 200);
        }
    }

    @Test
    void the_leadership_can_be_handed_over_while_there_is_a_lease() throws Exception {
        try (ServerProcess a = new ServerProcess(home, "a");
                ServerProcess b = new ServerProcess(home, "b");
                ServerProcess c = new ServerProcess(home, "c")) {
            List<ServerProcess> nodes = cluster(a, b, c);
            ServerProcess leader = leader(nodes);
            ServerProcess heir = leader == a ? b : a;
            String id = heir.status().path("me").path("id").stringValue();
            assertThat(leader.http().get("/key/k?level=lease").status()).isEqualTo(200);
            assertThat(leader.http().post("/leader", "{\"id\":\"" + id + "\"}"))
                    .isEqualTo(new Http.Answer(200, ""));
            assertThat(heir.http().get("/leader").json().path("id").stringValue())
                    .isEqualTo(id);
        }
    }

    private static List<ServerProcess> cluster(ServerProcess a, ServerProcess b, ServerProcess c) {
        a.start().awaitReady();
        b.join(a).awaitReady();
        c.join(a).awaitReady();
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
                new Bootstrap().group(group).channel(NioSocketChannel.class), System::nanoTime);
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
