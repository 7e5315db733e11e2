package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.statemachine.TransactionContext;
import org.jspecify.annotations.Nullable;

/**
 * What the log asks and tells where this node may be its whole group. There an entry is committed
 * as soon as it is on this node's disk, so it can be applied on the spot, by the thread that
 * appended it; Ratis comes to the same result some threads later.
 */
public interface SoleMember {

    /**
     * Whether this node leads a group that has no other member and is not about to have one. Asked
     * under Ratis' locks, so that neither changes before the entry in question is in the log.
     */
    boolean leadsAlone();

    /**
     * An entry is held while this node {@link #leadsAlone}. On the thread that appended it, under
     * Ratis' locks.
     */
    void held(LogEntryProto entry, @Nullable TransactionContext context);
}
