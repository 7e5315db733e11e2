package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.node.Doors;
import dev.assay.server.node.Node;
import dev.assay.server.node.NodeConfig;
import dev.assay.server.node.NodeParts;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Fsync;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftSettings;
import dev.assay.server.read.ReadLevel;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc.RaftServerProtocolServiceImplBase;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a leader does whose entries, or followers, are lost. The test follows. */
@Timeout(90)
class LostFollowerIT {

    private static final String KEY = "{\"k\":\"v\"}";

    private static final Duration SOON = Duration.ofSeconds(20);

    /** So long that no election brings an entry of its own. */
    private static final RaftSettings PATIENT =
            new RaftSettings(Duration.ofSeconds(2), Duration.ofSeconds(6));

    @TempDir
    Path directory;

    /** Less than Ratis' own wait of 10 s, which a leader that stepped down would add to it. */
    private static final Duration ELECTION_MAX = Duration.ofSeconds(7);

    /** With gRPC's waits alone there are about twelve tries in {@link #ELECTIONS_MAX}. */
    private static final int ELECTIONS = 20;

    /** The last of them begins within this: two time-outs each, one as a follower before it. */
    private static final Duration ELECTIONS_MAX =
            RaftSettings.DEFAULT.electionMax().multipliedBy(2 * ELECTIONS);

    /** Nothing is written after it, which would show the follower that it lacks an entry. */
    @Test
    void an_entry_whose_stream_broke_is_sent_again() throws Exception {
        Follower follower = new Follower();
        try (Pair pair = new Pair(PATIENT)) {
            pair.follow(follower);
            pair.http.post("/key", KEY); // answered or not: it may come too late for that
            await().atMost(SOON).until(() -> follower.held.get() >= 0);
            assertThat(follower.held.get()).isEqualTo(follower.lost.get());
        }
    }

    /** Nobody else stands for election here, as where all others have shorter logs. */
    @Test
    void a_leader_that_lost_its_majority_stands_again_when_it_is_back() throws Exception {
        try (Pair pair = new Pair(RaftSettings.DEFAULT)) {
            await().atMost(SOON).until(() -> !pair.http.get("/status").body().contains("LEADER"));
            pair.follow(new Follower());
            await().atMost(ELECTION_MAX)
                    .until(() -> pair.http.get("/status").body().contains("LEADER"));
        }
    }

    /** gRPC waits longer after each failure, soon for longer than many elections take. */
    @Test
    void a_candidate_tries_to_reach_a_voter_at_every_election() throws Exception {
        try (Pair pair = new Pair(RaftSettings.DEFAULT)) {
            await().atMost(SOON).until(() -> !pair.http.get("/status").body().contains("LEADER"));
            try (Unreachable voter = new Unreachable(pair.second.raft().port())) {
                await().atMost(ELECTIONS_MAX).until(voter.tries::get, tries -> tries >= ELECTIONS);
            }
        }
    }

    /** A leader whose only follower has gone; the test may take its place. */
    private final class Pair implements AutoCloseable {

        private final Member second;
        private final Node leader;
        private @Nullable Server following;
        final Http http;

        Pair(RaftSettings settings) throws Exception {
            List<Integer> ports = Ports.free(6);
            Member first = member("first", ports.subList(0, 3));
            second = member("second", ports.subList(3, 6));
            http = new Http(first.http().port());
            leader = new Node(config(first, Optional.empty(), settings), NodeParts.STANDARD);
            await().atMost(SOON).until(() -> http.get("/readyz").status() == 200);
            NodeConfig other = config(second, Optional.of(first.http()), settings);
            try (Node follower = new Node(other, NodeParts.STANDARD)) {
                follower.join();
                Http there = new Http(second.http().port());
                await().atMost(SOON).until(() -> there.get("/readyz?sync").status() == 200);
            }
        }

        void follow(Follower follower) throws IOException {
            following = NettyServerBuilder.forAddress(
                            new InetSocketAddress("127.0.0.1", second.raft().port()))
                    .addService(follower)
                    .build()
                    .start();
        }

        @Override
        public void close() {
            if (following != null) {
                following.shutdownNow();
            }
            leader.close();
        }
    }

    /** Counts who comes to a port, and turns them away. */
    private static final class Unreachable implements AutoCloseable {

        final AtomicInteger tries = new AtomicInteger();
        private final ServerSocket door;

        Unreachable(int port) throws IOException {
            door = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(this::turnAway, "unreachable");
            thread.setDaemon(true);
            thread.start();
        }

        private void turnAway() {
            while (!door.isClosed()) {
                try (Socket comer = door.accept()) {
                    tries.incrementAndGet();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private NodeConfig config(Member self, Optional<HostPort> join, RaftSettings settings) {
        return new NodeConfig(
                self,
                join,
                "",
                OptionalInt.empty(),
                false,
                Fsync.ALWAYS,
                ReadLevel.LINEARIZABLE,
                settings,
                Doors.STANDARD,
                directory.resolve(self.id()));
    }

    private static Member member(String id, List<Integer> ports) {
        return new Member(
                id,
                new HostPort("127.0.0.1", ports.get(0)),
                new HostPort("127.0.0.1", ports.get(1)),
                new HostPort("127.0.0.1", ports.get(2)));
    }

    /** Votes for everybody, breaks the stream that brings the first entries, and holds all others. */
    private static final class Follower extends RaftServerProtocolServiceImplBase {

        /** Indices, of which there is none below 0. */
        final AtomicLong lost = new AtomicLong(-1);

        final AtomicLong held = new AtomicLong(-1);

        @Override
        public void requestVote(
                RequestVoteRequestProto request, StreamObserver<RequestVoteReplyProto> reply) {
            reply.onNext(RequestVoteReplyProto.newBuilder()
                    .setServerReply(success(request.getServerRequest()))
                    .setTerm(request.getCandidateTerm())
                    .build());
            reply.onCompleted();
        }

        @Override
        public StreamObserver<AppendEntriesRequestProto> appendEntries(
                StreamObserver<AppendEntriesReplyProto> replies) {
            return new StreamObserver<>() {
                private boolean broken;

                @Override
                public void onNext(AppendEntriesRequestProto request) {
                    if (request.getEntriesCount() > 0) {
                        long first = request.getEntries(0).getIndex();
                        if (lost.compareAndSet(-1, first)) {
                            broken = true;
                            replies.onError(Status.UNAVAILABLE.asRuntimeException());
                        } else {
                            held.compareAndSet(-1, first);
                        }
                    }
                    if (!broken) {
                        replies.onNext(success(request));
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    broken = true;
                }

                @Override
                public void onCompleted() {
                    if (!broken) {
                        replies.onCompleted();
                    }
                }
            };
        }

        private static AppendEntriesReplyProto success(AppendEntriesRequestProto request) {
            int entries = request.getEntriesCount();
            long last = entries > 0
                    ? request.getEntries(entries - 1).getIndex()
                    : request.hasPreviousLog() ? request.getPreviousLog().getIndex() : -1;
            return AppendEntriesReplyProto.newBuilder()
                    .setServerReply(success(request.getServerRequest()))
                    .setTerm(request.getLeaderTerm())
                    .setResult(AppendResult.SUCCESS)
                    .setNextIndex(last + 1)
                    .setMatchIndex(entries > 0 ? last : -1)
                    .setFollowerCommit(Math.min(request.getLeaderCommit(), last))
                    .setIsHearbeat(entries == 0)
                    .build();
        }

        private static RaftRpcReplyProto success(RaftRpcRequestProto request) {
            return RaftRpcReplyProto.newBuilder()
                    .setRequestorId(request.getRequestorId())
                    .setReplyId(request.getReplyId())
                    .setRaftGroupId(request.getRaftGroupId())
                    .setCallId(request.getCallId())
                    .setSuccess(true)
                    .build();
        }
    }
}
