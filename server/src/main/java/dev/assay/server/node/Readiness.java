package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.read.ReadBarrier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node should get requests: it has once applied everything that was committed before
 * it asked, its log holds an entry, and it knows a leader now. Confined to the event loop.
 */
final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final RaftNode raft;
    private final ReadBarrier reads;
    private final Member self;
    private boolean asking;
    private boolean caughtUp;

    Readiness(RaftNode raft, ReadBarrier reads, Member self) {
        this.raft = raft;
        this.reads = reads;
        this.self = self;
    }

    /** Empty if ready, else the reason. */
    String notReadyBecause() {
        if (!raft.belongs()) {
            return "not a member of any group yet";
        }
        if (!raft.logHolds()) {
            return "the log has no entry yet";
        }
        if (!caughtUp) {
            return "still applying what was committed before the start";
        }
        return raft.route() instanceof Route.Nowhere nowhere ? nowhere.failure().text() : "";
    }

    /** Tries to catch up until that was done once; call it every few milliseconds. */
    void step() {
        if (caughtUp || asking || !raft.belongs() || raft.route() instanceof Route.Nowhere) {
            return;
        }
        asking = true;
        reads.await(new ReadBarrier.Waiter() {
            @Override
            public void pass(long index) {
                asking = false;
                caughtUp = true;
                LOG.info(
                        "ready: id {}, {}, HTTP {}, Redis {}, Raft {}, applied {}",
                        self.id(),
                        raft.role(),
                        self.http(),
                        self.redis(),
                        self.raft(),
                        index);
            }

            @Override
            public void fail(Failure failure) {
                asking = false;
            }
        });
    }

    HostPort http() {
        return self.http();
    }
}
