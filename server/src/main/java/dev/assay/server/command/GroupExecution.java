package dev.assay.server.command;

import dev.assay.server.data.CommandError;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.read.Reads;
import dev.assay.server.store.ReadView;
import dev.assay.server.store.Store;
import dev.assay.server.store.Value;
import dev.assay.server.write.Writes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Sends a command the way of its kind, within one group. Confined to the event loop. */
public final class GroupExecution implements Execution {

    private static final LongSupplier ONLY_LOG_TIME = () -> 0;

    private static final Logger LOG = LoggerFactory.getLogger(GroupExecution.class);

    /** What a read answers, and whether it rests on a key that is due by the clock. */
    private record Answer(Reply reply, boolean sawDue) {}

    private final CommandTable table;
    private final Store store;
    private final Reads reads;
    private final Writes writes;
    private final LongSupplier clockMillis;

    /**
     * @param clockMillis what this node takes for the time
     */
    public GroupExecution(
            CommandTable table, Store store, Reads reads, Writes writes, LongSupplier clockMillis) {
        this.table = table;
        this.store = store;
        this.reads = reads;
        this.writes = writes;
        this.clockMillis = clockMillis;
    }

    @Override
    public CommandTable table() {
        return table;
    }

    @Override
    public void start(Argv argv, Command command, ReadLevel level, Consumer<Outcome> ended) {
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
        // What asks for old state gets it as it is.
        LongSupplier clock = level == ReadLevel.STALE ? ONLY_LOG_TIME : clockMillis;
        await(level, ended, index -> {
            Answer answer = answer(read, clock);
            if (answer.sawDue()) {
                readAgain(read, level, ended);
            } else {
                ended.accept(new Outcome.Done(answer.reply(), index));
            }
        });
    }

    /**
     * The read met a key that is due by this node's clock, but no entry has ended it yet. The entry
     * that is made now either does, or shows that the leader's clock, which counts, is not there.
     */
    private void readAgain(Command.Read read, ReadLevel level, Consumer<Outcome> ended) {
        writes.submit(Tick.INSTANCE, passed -> {
            if (passed instanceof Outcome.Failed failed) {
                // For a read, not to know whether the entry is in is a definite failure.
                Failure why = failed.failure();
                ended.accept(new Outcome.Failed(
                        why.happened() == Failure.Happened.NO ? why : Failure.NOT_CONFIRMED));
                return;
            }
            await(
                    level,
                    ended,
                    index -> ended.accept(
                            new Outcome.Done(answer(read, ONLY_LOG_TIME).reply(), index)));
        });
    }

    private void await(ReadLevel level, Consumer<Outcome> ended, LongConsumer passed) {
        reads.await(level, new ReadBarrier.Waiter() {
            @Override
            public void pass(long index) {
                passed.accept(index);
            }

            @Override
            public void fail(Failure failure) {
                ended.accept(new Outcome.Failed(failure));
            }
        });
    }

    /** One read that fails must not keep those that wait beside it from their answers. */
    private Answer answer(Command.Read read, LongSupplier clock) {
        try {
            if (read instanceof Command.ReadOne one) {
                Value value = store.get(one.key());
                if (value == null || value.dueMillis() == Value.NEVER) {
                    return new Answer(one.reply().apply(value), false);
                }
            }
            try (ReadView view = store.view(clock.getAsLong())) {
                Reply reply = read.answer(view);
                return new Answer(reply, view.sawDue());
            }
        } catch (CommandError e) {
            return new Answer(e.reply(), false);
        } catch (RuntimeException e) {
            LOG.error("a read failed", e);
            return new Answer(new Reply.Error("ERR internal error: " + e.getMessage()), false);
        }
    }
}
