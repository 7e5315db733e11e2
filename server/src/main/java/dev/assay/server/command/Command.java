package dev.assay.server.command;

import dev.assay.server.data.Reply;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;

/** A command that was understood: five kinds, and the kind decides the way that it goes. */
public sealed interface Command {

    /** Answers from its arguments alone. */
    non-sealed interface Pure extends Command {
        Reply reply();
    }

    /** Reads keys: runs on the event loop of the node that was asked, behind a read barrier. */
    non-sealed interface Read extends Command {
        Reply execute(KeyReader keys);
    }

    /**
     * May change keys: runs on every node while its log entry is applied, so what it does must
     * follow from its arguments and the keys alone.
     */
    non-sealed interface Write extends Command {
        Reply execute(Keyspace keys);
    }

    /**
     * Concerns the connection: runs at once on the event loop of the node that was asked, and says
     * what is left to do, which is often only a {@link #done reply}.
     */
    non-sealed interface Local extends Command {
        Command execute(Session session);
    }

    /** Was not understood: unknown, too few or many arguments, bad syntax. Nothing happens. */
    record Rejected(Reply.Error error) implements Command {
        public static Rejected because(String text) {
            return new Rejected(new Reply.Error(text));
        }
    }

    /** What is left to do when all is done. */
    static Pure done(Reply reply) {
        return () -> reply;
    }
}
