package dev.assay.server.command;

import dev.assay.server.data.Outcome;
import dev.assay.server.read.ReadLevel;

import java.util.function.Consumer;

/** Executes commands. Confined to the event loop. */
public interface Execution {

    /** The index of a reply that has nothing to do with the log, or with several. */
    long NO_INDEX = -1;

    CommandTable table();

    /** Reads and starts a command that needs no connection; such ones are refused. */
    default void run(Argv argv, ReadLevel level, Consumer<Outcome> ended) {
        start(argv, table().parse(argv), level, ended);
    }

    /**
     * Starts a command and ends it once, on the event loop, maybe before it returns.
     *
     * @param level what a read asks for; a write has but one level
     */
    void start(Argv argv, Command command, ReadLevel level, Consumer<Outcome> ended);
}
