package dev.assay.server.peer;

import java.util.function.Consumer;

/** Asks other nodes about one group, over the links that all groups share. */
public final class GroupPeers implements PeerPort {

    private final PeerPort peers;
    private final int group;

    private GroupPeers(PeerPort peers, int group) {
        this.peers = peers;
        this.group = group;
    }

    /** The first group is what a request is about that names none. */
    public static PeerPort of(PeerPort peers, int group) {
        return group == 0 ? peers : new GroupPeers(peers, group);
    }

    @Override
    public void ask(
            HostPort peer,
            PeerMessage.Request request,
            long deadlineNanos,
            Consumer<PeerAnswer> answer) {
        peers.ask(peer, new PeerMessage.InGroup(group, request), deadlineNanos, answer);
    }
}
