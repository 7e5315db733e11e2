package dev.assay.server.raft;

import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;

/** Stands before one method of Ratis' service, by its bare name; calls of all others pass. */
abstract class MethodInterceptor implements ServerInterceptor {

    private final String method;

    MethodInterceptor(String method) {
        this.method = method;
    }

    /** What hears a call of the method in the place of the service, which it passes it on to. */
    abstract <A, B> ServerCall.Listener<A> before(
            ServerCall.Listener<A> service, ServerCall<A, B> call);

    @Override
    public final <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        ServerCall.Listener<A> service = next.startCall(call, headers);
        return method.equals(call.getMethodDescriptor().getBareMethodName())
                ? before(service, call)
                : service;
    }
}
