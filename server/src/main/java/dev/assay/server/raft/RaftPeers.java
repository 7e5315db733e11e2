package dev.assay.server.raft;

import dev.assay.server.peer.HostPort;

import org.apache.ratis.protocol.RaftPeer;

import java.util.Collection;
import java.util.List;

/**
 * Members as Ratis knows them. Ratis dials only the address, which is a name here (see {@link
 * MemberResolver}). The others are for its own client and its data streams, which are not used, so
 * they carry our addresses.
 */
final class RaftPeers {

    private RaftPeers() {}

    static RaftPeer of(Member member, int priority) {
        return RaftPeer.newBuilder()
                .setId(member.id())
                .setAddress(MemberResolver.target(member.id()))
                .setDataStreamAddress(member.raft().toString())
                .setAdminAddress(member.http().toString())
                .setClientAddress(member.redis().toString())
                .setPriority(priority)
                .build();
    }

    static Member member(RaftPeer peer) {
        return new Member(
                peer.getId().toString(),
                HostPort.parse(peer.getDataStreamAddress()),
                HostPort.parse(peer.getAdminAddress()),
                HostPort.parse(peer.getClientAddress()));
    }

    static List<Member> members(Collection<RaftPeer> peers) {
        return peers.stream().map(RaftPeers::member).toList();
    }
}
