package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One message with entries for a group at a time: it is compared with the log and put into it before the next
 * one is looked at. Two may come together, on the stream of a leader and on that which it, or its
 * successor, has opened in the place of a broken one.
 *
 * <p>Ratis 3.3.0 compares under a lock and appends behind it, so that what a former leader sent
 * could come into the log after what its successor did. It has a queue for what is to be appended
 * ({@code ServerImplUtils.NavigableIndices}), which under contention appends twice at once (a side
 * effect in {@code AtomicReference.updateAndGet}); the log refuses the second, and then the queue
 * answers everything with this failure, until the process ends. So it is switched off: Ratis then
 * appends in the thread that compares, and this lets one of them at a time.
 */
final class AppendsInTurn implements ServerInterceptor {

    private static final String METHOD = "appendEntries";

    /** By the group's id. */
    private final Map<ByteString, Object> turns = new ConcurrentHashMap<>();

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        ServerCall.Listener<A> service = next.startCall(call, headers);
        if (!METHOD.equals(call.getMethodDescriptor().getBareMethodName())) {
            return service;
        }
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
                synchronized (turns.computeIfAbsent(group, first -> new Object())) {
                    super.onMessage(message);
                }
            }
        };
    }
}
