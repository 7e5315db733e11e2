package dev.assay.server.node;

import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.RatisTuning;
import dev.assay.server.read.LeaseClock;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.write.Writes;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * The joints of a node. Each method gets the part that production uses and returns the one to use;
 * by default the same. Known-bad servers for the controls of the chaos runs are made by exchanging
 * one: they live with the tests, and no flag of the server reaches them.
 */
public interface NodeParts {

    /** Nothing exchanged. */
    NodeParts STANDARD = new NodeParts() {};

    /** Ratis' settings. */
    default RatisTuning tuning() {
        return RatisTuning.NONE;
    }

    /** What a leader measures its lease with. */
    default LeaseClock leaseClock(LeaseClock standard) {
        return standard;
    }

    /** What readies local state for linearizable reads. */
    default ReadBarrier reads(ReadBarrier standard, RaftNode raft, ScheduledExecutorService loop) {
        return standard;
    }

    /** What brings operations into the log, for this node's clients and for its peers. */
    default Writes writes(Writes standard, RaftNode raft) {
        return standard;
    }

    /** The wall clock in milliseconds since 1970, from which entries get their time. */
    default LongSupplier wallMillis() {
        return System::currentTimeMillis;
    }

    /** What asks other nodes. */
    default PeerPort peers(PeerPort standard, ScheduledExecutorService loop) {
        return standard;
    }
}
