package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Route;

/** Consensus as a follower sees it that sends no request on: there is no way to the leader. */
final class Redirecting implements Consensus {

    private static final Route ELSEWHERE = new Route.Nowhere(Failure.ELSEWHERE);

    private final Consensus consensus;

    Redirecting(Consensus consensus) {
        this.consensus = consensus;
    }

    @Override
    public Route route() {
        Route route = consensus.route();
        return route instanceof Route.Other ? ELSEWHERE : route;
    }

    @Override
    public String id() {
        return consensus.id();
    }

    @Override
    public boolean live() {
        return consensus.live();
    }

    @Override
    public long term() {
        return consensus.term();
    }

    @Override
    public boolean leaderReady() {
        return consensus.leaderReady();
    }

    @Override
    public long commitIndex() {
        return consensus.commitIndex();
    }

    @Override
    public Configuration configuration() {
        return consensus.configuration();
    }

    @Override
    public boolean logHolds() {
        return consensus.logHolds();
    }
}
