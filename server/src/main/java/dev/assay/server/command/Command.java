package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/** A command that was understood: five kinds, and the kind decides the way that it goes. */
public sealed interface Command {

    /** Answers from its arguments alone. */
    non-sealed interface Pure extends Command {
        Reply reply();
    }

    /** Reads keys: runs on the event loop of the node that was asked, behind a read barrier. */
    sealed interface Read extends Command permits ReadOne, ReadMany {

        /**
         * @throws CommandError if it cannot be done
         */
        Reply execute(KeyReader keys);

        /** The same, with the error as a reply. */
        default Reply answer(KeyReader keys) {
            try {
                return execute(keys);
            } catch (CommandError e) {
                return e.reply();
            }
        }
    }

    /** Reads one key's value and nothing else, so no state need be pinned for it. */
    record ReadOne(Bytes key, Function<@Nullable Value, Reply> reply) implements Read {
        @Override
        public Reply execute(KeyReader keys) {
            return reply.apply(keys.get(key));
        }
    }

    /** Reads what it likes, all from one state. */
    non-sealed interface ReadMany extends Read {}

    /**
     * May change keys: runs on every node while its log entry is applied, so what it does must
     * follow from its arguments and the keys alone.
     */
    non-sealed interface Write extends Command {

        /**
         * Checks, then changes.
         *
         * @throws CommandError if it cannot be done; nothing is changed then
         */
        Reply execute(Keyspace keys);

        /** The same, with the error as a reply. */
        default Reply answer(Keyspace keys) {
            try {
                return execute(keys);
            } catch (CommandError e) {
                return e.reply();
            }
        }
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
