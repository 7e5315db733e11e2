package dev.assay.server.mutant;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.node.NodeParts;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.write.Writes;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The leader answers a plain SET or DEL when it takes it in, and does not look at what becomes of
 * it. Commands whose answer depends on the keys (compare-and-set, transactions) still wait.
 */
final class AckBeforeCommit implements NodeParts {

    private static final byte SINGLE_COMMAND = 1;

    @Override
    public Writes writes(Writes standard, RaftNode raft) {
        return new Writes() {
            @Override
            public void submit(Operation operation, Consumer<Outcome> ended) {
                Optional<Reply> guess = guess(operation);
                if (guess.isPresent() && raft.route() instanceof Route.Self) {
                    standard.submit(operation, outcome -> {});
                    ended.accept(new Outcome.Done(guess.get(), 0));
                } else {
                    standard.submit(operation, ended);
                }
            }

            @Override
            public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
                Optional<Reply> guess = guess(operation);
                if (guess.isPresent() && raft.route() instanceof Route.Self) {
                    standard.submitForwarded(operation, outcome -> {});
                    ended.accept(new Outcome.Done(guess.get(), 0));
                } else {
                    standard.submitForwarded(operation, ended);
                }
            }
        };
    }

    /** The reply, where the number of words tells it. */
    private static Optional<Reply> guess(Operation operation) {
        ByteBuffer encoded = ByteBuffer.wrap(operation.encoded());
        if (encoded.get() != SINGLE_COMMAND) {
            return Optional.empty();
        }
        int words = encoded.getInt();
        byte[] name = new byte[encoded.getInt()];
        encoded.get(name);
        Bytes command = Bytes.wrap(name);
        if (command.is("set") && words == 3) {
            return Optional.of(Reply.OK);
        }
        return command.is("del") ? Optional.of(new Reply.Int(words - 1L)) : Optional.empty();
    }
}
