package dev.assay.server.raft;

/** Puts batches into the log of the leader that this node is. */
public interface Proposer {

    /**
     * Proposes once. The batch ends with its results, with a definite failure if it never came into
     * the log, or as unknown. On the event loop; it does not wait for disk or network, though it
     * may wait for a lock while this node changes its role.
     */
    void propose(Batch batch);
}
