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
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.proto.RaftProtos.TermIndexProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;

/** What a follower's log does when two streams bring it entries together. The test leads. */
@Timeout(120)
class AppendsIT {

    private static final int ROUNDS = 60;
    private static final int ENTRIES = 20;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ByteString GROUP = RaftGroupId.valueOf(
                    UUID.fromString("68726166-7464-4000-8000-000000000001"))
            .toByteString();

    @TempDir
    Path directory;

    /**
     * As a leader does that reconnects and begins further back. With Ratis' own queue of appends the
     * two were appended at once after some rounds, which the log refuses, and from then on the
     * follower took nothing.
     */
    @Test
    void a_follower_takes_overlapping_entries_from_two_streams_and_goes_on() throws Exception {
        List<Integer> ports = Ports.free(3);
        HostPort raft = new HostPort("", ports.get(0));
        NodeConfig config = new NodeConfig(
                new Member(
                        "follower",
                        raft,
                        new HostPort("", ports.get(1)),
                        new HostPort("", ports.get(2))),
                Optional.of(new HostPort("", 1)),
                "",
                OptionalInt.empty(),
                false,
                Fsync.ALWAYS,
                ReadLevel.LINEARIZABLE,
                RaftSettings.DEFAULT,
                Doors.STANDARD,
                directory);
        Node node = new Node(config, NodeParts.STANDARD);
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", raft.port())
                .usePlaintext()
                .build();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long from = (long) round * ENTRIES;
                AppendEntriesRequestProto sent = request(from, from + ENTRIES);
                AppendEntriesRequestProto further = request(Math.max(0, from - 1), from + ENTRIES);
                CyclicBarrier together = new CyclicBarrier(2);
                var one = CompletableFuture.runAsync(() -> sendWith(channel, further, together));
                sendWith(channel, sent, together);
                one.join();
                await("round " + round)
                        .atMost(SOON)
                        .until(() -> append(channel, sent) == AppendResult.SUCCESS);
            }
        } finally {
            channel.shutdownNow();
            node.close();
        }
    }

    private static void sendWith(
            ManagedChannel channel, AppendEntriesRequestProto request, CyclicBarrier together) {
        try {
            together.await();
            append(channel, request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a stream for one request; UNRECOGNIZED if that is refused: a leader sends it again. */
    private static AppendResult append(ManagedChannel channel, AppendEntriesRequestProto request)
            throws Exception {
        CompletableFuture<AppendResult> result = new CompletableFuture<>();
        StreamObserver<AppendEntriesRequestProto> stream = RaftServerProtocolServiceGrpc.newStub(
                        channel)
                .appendEntries(new StreamObserver<AppendEntriesReplyProto>() {
                    @Override
                    public void onNext(AppendEntriesReplyProto reply) {
                        result.complete(reply.getResult());
                    }

                    @Override
                    public void onError(Throwable refused) {
                        result.completeExceptionally(refused);
                    }

                    @Override
                    public void onCompleted() {
                        result.complete(AppendResult.UNRECOGNIZED);
                    }
                });
        stream.onNext(request);
        try {
            return result.get();
        } catch (ExecutionException refused) {
            return AppendResult.UNRECOGNIZED;
        } finally {
            try {
                stream.onCompleted();
            } catch (IllegalStateException closedBefore) {
                assertThat(result).isDone();
            }
        }
    }

    private static AppendEntriesRequestProto request(long from, long to) {
        AppendEntriesRequestProto.Builder request = AppendEntriesRequestProto.newBuilder()
                .setServerRequest(RaftRpcRequestProto.newBuilder()
                        .setRequestorId(ByteString.copyFromUtf8("leader"))
                        .setReplyId(ByteString.copyFromUtf8("follower"))
                        .setRaftGroupId(RaftGroupIdProto.newBuilder().setId(GROUP)))
                .setLeaderTerm(1)
                .setLeaderCommit(-1)
                .setInitializing(true);
        if (from > 0) {
            request.setPreviousLog(TermIndexProto.newBuilder().setTerm(1).setIndex(from - 1));
        }
        for (long index = from; index < to; index++) {
            request.addEntries(LogEntryProto.newBuilder()
                    .setTerm(1)
                    .setIndex(index)
                    .setStateMachineLogEntry(StateMachineLogEntryProto.newBuilder()
                            .setLogData(ByteString.copyFromUtf8("entry " + index))));
        }
        return request.build();
    }
}
