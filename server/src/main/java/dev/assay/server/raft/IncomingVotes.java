package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Refuses candidates while this node has promised to elect nobody. Also in the pre-vote, although
 * it elects nobody: a candidate that passed it would raise its term in vain.
 */
final class IncomingVotes extends MethodInterceptor {

    private static final String METHOD = "requestVote";

    private final VoteGuards guards;

    IncomingVotes(VoteGuards guards) {
        super(METHOD);
        this.guards = guards;
    }

    @Override
    <A, B> ServerCall.Listener<A> before(ServerCall.Listener<A> service, ServerCall<A, B> call) {
        return new SimpleForwardingServerCallListener<>(service) {
            private @Nullable VoteGuard guard;

            @Override
            public void onMessage(A message) {
                guard = guards.of(((RequestVoteRequestProto) message).getServerRequest());
                super.onMessage(message);
            }

            /** Where the service answers a call of one message, before it returns. */
            @Override
            public void onHalfClose() {
                VoteGuard asked = guard;
                if (asked == null || !asked.beginVote()) {
                    call.close(
                            Status.FAILED_PRECONDITION.withDescription(
                                    "this node has promised its leader to elect nobody yet"),
                            new Metadata());
                    return;
                }
                try {
                    super.onHalfClose();
                } finally {
                    asked.endVote();
                }
            }
        };
    }
}
