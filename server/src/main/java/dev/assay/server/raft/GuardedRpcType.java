package dev.assay.server.raft;

import dev.assay.server.security.Tls;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.grpc.server.GrpcServicesImpl;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.raftlog.RaftLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Ratis' gRPC with a {@link VoteGuard} before each request for a vote, in both directions. Ratis
 * makes it by its name, so it is public and gets the guard through {@link Parameters}.
 */
public final class GuardedRpcType implements RpcType {

    private static final String GUARD = "hraftd.vote.guard";

    /** What this type needs of the server's parameters. */
    static Parameters parameters(VoteGuard guard, Optional<Tls> tls) {
        Parameters parameters = new Parameters();
        parameters.put(GUARD, guard, VoteGuard.class);
        GrpcConfigKeys.Server.setServicesCustomizer(
                parameters,
                (builder, types) ->
                        builder.intercept(new IncomingVotes(guard)).intercept(new AppendsInTurn()));
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
        return new Factory(parameters, parameters.getNonNull(GUARD, VoteGuard.class));
    }

    private static final class Factory extends GrpcFactory {

        private final VoteGuard guard;

        Factory(Parameters parameters, VoteGuard guard) {
            super(parameters);
            this.guard = guard;
        }

        @Override
        public GrpcServices newRaftServerRpc(RaftServer server) {
            return new OutgoingVotes((GrpcServicesImpl) super.newRaftServerRpc(server), guard);
        }

        @Override
        public LogAppender newLogAppender(
                RaftServer.Division server, LeaderState state, FollowerInfo follower) {
            return new Appender(server, state, follower);
        }
    }

    /** Wants the class that {@link OutgoingVotes} is wrapped around, and goes back where asked to. */
    private static final class Appender extends GrpcLogAppender {

        private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

        private boolean hasWarned;

        Appender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
            super(server, state, follower);
        }

        /** Called by the constructor above us already. */
        @Override
        public GrpcServicesImpl getServerRpc() {
            return ((OutgoingVotes) getServer().getRaftServer().getServerRpc()).unguarded();
        }

        /**
         * The follower knows best what its log ends with. Ratis 3.3.0 does not go back behind what
         * the follower has once held, and so never reaches one that has lost it; what is committed
         * does not depend on where it goes on.
         */
        @Override
        protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
            if (replyNextIndex <= getFollower().getMatchIndex() && !hasWarned) {
                hasWarned = true;
                LOG.warn(
                        "{} has lost entries from {} on that it had held: sending them again",
                        getFollowerId(),
                        replyNextIndex);
            }
            boolean again = replyNextIndex == requestFirstIndex
                    && replyNextIndex > RaftLog.LEAST_VALID_LOG_INDEX;
            return again ? replyNextIndex - 1 : replyNextIndex;
        }
    }
}
