package dev.assay.server.raft;

import org.apache.ratis.grpc.server.ConnectNow;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.grpc.server.GrpcServicesImpl;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.protocol.RaftServerAsynchronousProtocol;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;

/**
 * Asks nobody for a vote while this node has promised not to, and asks at once whom it could not
 * reach before; all else passes.
 */
final class OutgoingVotes implements GrpcServices {

    private final GrpcServicesImpl services;
    private final VoteGuards guards;

    OutgoingVotes(GrpcServicesImpl services, VoteGuards guards) {
        this.services = services;
        this.guards = guards;
    }

    GrpcServicesImpl unguarded() {
        return services;
    }

    @Override
    public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
        VoteGuard guard = guards.of(request.getServerRequest());
        if (guard == null || !guard.mayStand()) {
            throw new IOException("this node has promised its leader to stand for no election yet");
        }
        // An election is due every few hundred milliseconds: what begins to connect now serves the
        // next one, if it comes too late for this.
        ConnectNow.to(RaftPeerId.valueOf(request.getServerRequest().getReplyId()), services);
        return services.requestVote(request);
    }

    @Override
    public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request) {
        return services.appendEntries(request);
    }

    @Override
    public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request) {
        return services.installSnapshot(request);
    }

    @Override
    public StartLeaderElectionReplyProto startLeaderElection(
            StartLeaderElectionRequestProto request) throws IOException {
        return services.startLeaderElection(request);
    }

    @Override
    public RaftServerAsynchronousProtocol async() {
        return services.async();
    }

    @Override
    public void start() throws IOException {
        services.start();
    }

    @Override
    public void close() throws IOException {
        services.close();
    }

    @Override
    public InetSocketAddress getInetSocketAddress() {
        return services.getInetSocketAddress();
    }

    @Override
    public InetSocketAddress getClientServerAddress() {
        return services.getClientServerAddress();
    }

    @Override
    public InetSocketAddress getAdminServerAddress() {
        return services.getAdminServerAddress();
    }

    @Override
    public void handleException(RaftPeerId peer, Exception failure, boolean reconnect) {
        services.handleException(peer, failure, reconnect);
    }

    @Override
    public void notifyNotLeader(RaftGroupId group) {
        services.notifyNotLeader(group);
    }

    @Override
    public RpcType getRpcType() {
        return services.getRpcType();
    }

    @Override
    public void addRaftPeers(Collection<RaftPeer> peers) {
        services.addRaftPeers(peers);
    }
}
