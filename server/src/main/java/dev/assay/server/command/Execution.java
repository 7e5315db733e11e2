package dev.assay.server.command;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.read.Reads;
import dev.assay.server.store.KeyReader;
import dev.assay.server.write.Writes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/** Sends a command the way of its kind. Confined to the event loop. */
public final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    /** The index of a reply that has nothing to do with the log. */
    public static final long NO_INDEX = -1;

    private final CommandTable table;
    private final KeyReader keys;
    private final Reads reads;
    private final Writes writes;

    public Execution(CommandTable table, KeyReader keys, Reads reads, Writes writes) {
        this.table = table;
        this.keys = keys;
        this.reads = reads;
        this.writes = writes;
    }

    public CommandTable table() {
        return table;
    }

    /** Reads and starts a command that needs no connection; such ones are refused. */
    public void run(Argv argv, ReadLevel level, Consumer<Outcome> ended) {
        start(argv, table.parse(argv), level, ended);
    }

    /**
     * Starts a command and ends it once, on the event loop, maybe before it returns.
     *
     * @param level what a read asks for; a write has but one level
     */
    void start(Argv argv, Command command, ReadLevel level, Consumer<Outcome> ended) {
        if (command instanceof Command.Read read) {
            start(read, level, ended);
        } else if (command instanceof Transaction transaction) {
            writes.submit(transaction, ended);
        } else if (command instanceof Command.Write write) {
            Operation operation = new LoggedCommand(argv, write);
            writes.submit(operation, ended);
        } else if (command instanceof Command.Pure pure) {
            ended.accept(new Outcome.Done(pure.reply(), NO_INDEX));
        } else if (command instanceof Command.Rejected rejected) {
            ended.accept(new Outcome.Done(rejected.error(), NO_INDEX));
        } else {
            throw new IllegalArgumentException(argv.name() + " needs a connection");
        }
    }

    private void start(Command.Read read, ReadLevel level, Consumer<Outcome> ended) {
        reads.await(level, new ReadBarrier.Waiter() {
            @Override
            public void pass(long index) {
                ended.accept(new Outcome.Done(execute(read), index));
            }

            @Override
            public void fail(Failure failure) {
                ended.accept(new Outcome.Failed(failure));
            }
        });
    }

    /** One read that fails must not keep those that wait beside it from their answers. */
    private Reply execute(Command.Read read) {
        try {
            return read.execute(keys);
        } catch (RuntimeException e) {
            LOG.error("a read failed", e);
            return new Reply.Error("ERR internal error: " + e.getMessage());
        }
    }
}
