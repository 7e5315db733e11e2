package dev.assay.server.raft;

import dev.assay.server.security.Tls;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.grpc.server.GrpcServicesImpl;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

import java.util.Optional;

/**
 * Ratis' gRPC with a {@link VoteGuard} before each request for a vote, in both directions. Ratis
 * makes it by its name, so it is public and gets the guards through {@link Parameters}.
 */
public final class GuardedRpcType implements RpcType {

    private static final String GUARDS = "hraftd.vote.guards";

    /** What this type needs of the server's parameters. */
    static Parameters parameters(VoteGuards guards, Optional<Tls> tls) {
        Parameters parameters = new Parameters();
        parameters.put(GUARDS, guards, VoteGuards.class);
        GrpcConfigKeys.Server.setServicesCustomizer(
                parameters,
                (builder, types) -> builder.intercept(new IncomingVotes(guards))
                        .intercept(new AppendsInTurn()));
        // Both sides show a certificate: who may append to the log may do anything.
        tls.ifPresent(with -> GrpcConfigKeys.TLS.setConf(
                parameters, new GrpcTlsConfig(with.keyManager(), with.trustManager(), true)));
        return parameters;
    }

    @Override
    public String name() {
        return getClass().getName();
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new Factory(parameters, parameters.getNonNull(GUARDS, VoteGuards.class));
    }

    private static final class Factory extends GrpcFactory {

        private final VoteGuards guards;

        Factory(Parameters parameters, VoteGuards guards) {
            super(parameters);
            this.guards = guards;
        }

        @Override
        public GrpcServices newRaftServerRpc(RaftServer server) {
            return new OutgoingVotes((GrpcServicesImpl) super.newRaftServerRpc(server), guards);
        }

        @Override
        public LogAppender newLogAppender(
                RaftServer.Division server, LeaderState state, FollowerInfo follower) {
            return new Appender(server, state, follower);
        }
    }
}
