package org.apache.ratis.grpc.server;

import org.apache.ratis.protocol.RaftPeerId;

import java.io.IOException;

/** The door to what Ratis' class for a peer can do, which is closed to other packages. */
public final class ConnectNow {

    private ConnectNow() {}

    /**
     * Ends gRPC's wait before it tries to connect to a peer again: 1 s after the first failure, 1.6 s
     * after the next, up to 2 min, in which requests are refused. Does nothing on a connection that
     * is open.
     */
    public static void to(RaftPeerId peer, GrpcServicesImpl services) throws IOException {
        services.getProxies().getProxy(peer).resetConnectBackoff();
    }
}
