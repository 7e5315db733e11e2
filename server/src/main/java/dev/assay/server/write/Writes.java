package dev.assay.server.write;

import dev.assay.server.data.Outcome;
import dev.assay.server.raft.Operation;

import java.util.function.Consumer;

/** Brings operations into the log, from whatever node. */
public interface Writes {

    /**
     * Takes one operation and ends it once, on the event loop, by its deadline. Operations that are
     * submitted one after the other are applied in that order, if both are. Call it on the event
     * loop; it never blocks, and may end before it returns.
     */
    void submit(Operation operation, Consumer<Outcome> ended);

    /**
     * The same for an operation that a peer sent here because it takes this node for the leader: it
     * is refused, not sent on, when this node is not.
     */
    void submitForwarded(Operation operation, Consumer<Outcome> ended);
}
