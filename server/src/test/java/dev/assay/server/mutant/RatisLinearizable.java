package dev.assay.server.mutant;

import dev.assay.server.data.Failure;
import dev.assay.server.node.NodeParts;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.RatisTuning;
import dev.assay.server.read.ReadBarrier;

import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.TimeDuration;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every read is a read request to Ratis, with {@code raft.server.read.option=LINEARIZABLE} and its
 * other read settings as they come (lease off, heartbeat check on). Once Ratis lets it pass, local
 * state answers.
 */
final class RatisLinearizable implements NodeParts {

    private static final TimeDuration ELECTION_MIN =
            TimeDuration.valueOf(600, TimeUnit.MILLISECONDS);
    private static final TimeDuration ELECTION_MAX = TimeDuration.valueOf(3, TimeUnit.SECONDS);
    private static final Message QUESTION = Message.valueOf("read");

    private final ClientId clientId = ClientId.randomId();
    private final AtomicLong callIds = new AtomicLong();

    @Override
    public RatisTuning tuning() {
        return properties -> {
            RaftServerConfigKeys.Read.setOption(
                    properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
            RaftServerConfigKeys.Rpc.setTimeoutMin(properties, ELECTION_MIN);
            RaftServerConfigKeys.Rpc.setTimeoutMax(properties, ELECTION_MAX);
            return properties;
        };
    }

    @Override
    public ReadBarrier reads(ReadBarrier standard, RaftNode raft, ScheduledExecutorService loop) {
        return waiter -> {
            RaftServer.Division division = raft.division();
            if (division == null) {
                waiter.fail(Failure.NO_LEADER);
                return;
            }
            RaftClientRequest request = RaftClientRequest.newBuilder()
                    .setClientId(clientId)
                    .setServerId(division.getId())
                    .setGroupId(division.getGroup().getGroupId())
                    .setCallId(callIds.incrementAndGet())
                    .setMessage(QUESTION)
                    .setType(RaftClientRequest.readRequestType())
                    .build();
            try {
                ((RaftClientAsynchronousProtocol) division)
                        .submitClientRequestAsync(request)
                        .whenComplete((reply, failure) ->
                                loop.execute(() -> answer(waiter, reply, failure)));
            } catch (Throwable refused) {
                waiter.fail(Failure.NO_LEADER);
            }
        };
    }

    private static void answer(
            ReadBarrier.Waiter waiter,
            @Nullable RaftClientReply reply,
            @Nullable Throwable failure) {
        if (failure == null && reply != null && reply.isSuccess()) {
            waiter.pass(reply.getLogIndex());
        } else {
            waiter.fail(Failure.NOT_CONFIRMED);
        }
    }
}
