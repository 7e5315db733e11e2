package dev.assay.server.mutant;

import dev.assay.server.node.NodeParts;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.read.ReadBarrier;

import java.util.concurrent.ScheduledExecutorService;

/** Every read barrier is open. */
final class StaleReads implements NodeParts {

    @Override
    public ReadBarrier reads(ReadBarrier standard, RaftNode raft, ScheduledExecutorService loop) {
        return waiter -> waiter.pass(0);
    }
}
