package dev.assay.server.raft;

/**
 * What this node's Raft division says about itself right now. Every method answers at once, from
 * any thread; two calls may see two states.
 */
public interface Consensus {

    /** This node's identity. */
    String id();

    Route route();

    /** Whether the division runs; one that is starting, closed or removed has no say. */
    boolean live();

    /** The latest term seen; it never goes back, also not over a restart. */
    long term();

    /**
     * Whether this node leads and has applied an entry of its own term. From then on its commit
     * index covers everything that earlier leaders committed (Raft thesis, section 6.4).
     */
    boolean leaderReady();

    /** Up to where this node knows the log to be committed. */
    long commitIndex();

    Configuration configuration();

    /** Whether the log has an entry, or a snapshot stands for some. Ratis ignores the votes of a member whose log has none. */
    boolean logHolds();
}
