package dev.assay.server.mutant;

import dev.assay.server.data.Outcome;
import dev.assay.server.node.NodeParts;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.write.Writes;

import java.util.function.Consumer;

/** Changes what becomes of operations that this node's own clients submit; those of peers go on. */
final class OwnClients implements NodeParts {

    /** What a mutant does with one operation. On the event loop. */
    @FunctionalInterface
    interface Change {
        void submit(Writes standard, Operation operation, Consumer<Outcome> ended);
    }

    private final Change change;

    OwnClients(Change change) {
        this.change = change;
    }

    @Override
    public Writes writes(Writes standard, RaftNode raft) {
        return new Writes() {
            @Override
            public void submit(Operation operation, Consumer<Outcome> ended) {
                change.submit(standard, operation, ended);
            }

            @Override
            public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
                standard.submitForwarded(operation, ended);
            }
        };
    }
}
