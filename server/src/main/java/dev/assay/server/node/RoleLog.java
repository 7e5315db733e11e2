package dev.assay.server.node;

import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each change of who leads, as this node sees it. On the event loop. */
final class RoleLog {

    private static final Logger LOG = LoggerFactory.getLogger(RoleLog.class);

    private final RaftNode raft;
    private final String of;
    private String last = "";

    /**
     * @param of begins each line
     */
    RoleLog(RaftNode raft, String of) {
        this.raft = raft;
        this.of = of;
    }

    void step() {
        long term = raft.term();
        Route route = raft.route();
        String now;
        if (route instanceof Route.Self) {
            now = "this node leads in term " + term;
        } else if (route instanceof Route.Other other) {
            now = other.leader().id() + " leads in term " + term;
        } else {
            now = "no leader is known";
        }
        if (!now.equals(last)) {
            last = now;
            LOG.info("{}{}", of, now);
        }
    }
}
