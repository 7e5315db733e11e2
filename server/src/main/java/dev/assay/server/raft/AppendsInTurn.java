package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;

import java.util.stream.Stream;

/**
 * One message with entries for a group at a time: it is compared with the log and put into it
 * before the next one is looked at. Two may come together, on the stream of a leader and on that
 * which it, or its successor, has opened in the place of a broken one.
 *
 * <p>Ratis 3.3.0 compares under a lock and appends behind it, so that what a former leader sent
 * could come into the log after what its successor did. It has a queue for what is to be appended
 * ({@code ServerImplUtils.NavigableIndices}), which under contention appends twice at once (a side
 * effect in {@code AtomicReference.updateAndGet}); the log refuses the second, and then the queue
 * answers everything with this failure, until the process ends. So it is switched off: Ratis then
 * appends in the thread that compares, and this lets one of them at a time.
 */
final class AppendsInTurn extends MethodInterceptor {

    private static final String METHOD = "appendEntries";

    /**
     * Not one for each group that a message names: that may be any number. Two groups that share a
     * turn wait for each other, which does no harm.
     */
    private static final int TURNS = 64;

    /** By the hash of the group's id. */
    private final Object[] turns = Stream.generate(Object::new).limit(TURNS).toArray();

    AppendsInTurn() {
        super(METHOD);
    }

    @Override
    <A, B> ServerCall.Listener<A> before(ServerCall.Listener<A> service, ServerCall<A, B> call) {
        return new SimpleForwardingServerCallListener<>(service) {
            @Override
            public void onMessage(A message) {
                // Heartbeats change no log, and must not wait for it.
                if (!(message instanceof AppendEntriesRequestProto request)
                        || request.getEntriesCount() == 0) {
                    super.onMessage(message);
                    return;
                }
                ByteString group = request.getServerRequest().getRaftGroupId().getId();
                synchronized (turn(group)) {
                    super.onMessage(message);
                }
            }
        };
    }

    private Object turn(ByteString group) {
        return turns[Math.floorMod(group.hashCode(), TURNS)];
    }
}
