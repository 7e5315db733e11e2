package dev.assay.server.raft;

import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;

/** One deterministic change, as the log carries it. */
public interface Operation {

    /** Itself as bytes, from which {@link OperationDecoder} makes an equal one on each node. */
    byte[] encoded();

    /** Whether it must have a log entry of its own. */
    default boolean alone() {
        return false;
    }

    /**
     * Changes the keys and answers. Called once for each node and entry, on the apply thread, with
     * the same state everywhere, so it must do and answer the same everywhere. An operation that
     * cannot be done answers an error and changes nothing.
     */
    Reply apply(Keyspace keys);
}
