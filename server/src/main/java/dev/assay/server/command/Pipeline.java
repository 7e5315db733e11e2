package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The commands of one connection: started in runs, answered in order. Confined to the event loop.
 *
 * <p>A run is what may be under way together: writes behind writes (they share log entries, in
 * their order), or reads behind reads. A run starts when the one before has ended. So a read sees
 * the writes that were sent before it on the connection and none that were sent after, though many
 * commands are under way. What concerns the connection itself runs alone.
 */
public final class Pipeline {

    /** Commands of one connection that may wait; beyond it the connection is not read. */
    public static final int WAITING_MAX = 1_024;

    /** Commands of one connection that may be under way; the others wait. */
    static final int UNDER_WAY_MAX = 1_024;

    /** Where the replies go. */
    public interface Output {

        /** The next reply in order; it is sent at the latest when the event loop turns. */
        void reply(Reply reply);

        /** All was answered, and the client asked to leave. */
        void close();

        /** There is room again for commands, or no longer. */
        void wantsMore(boolean more);
    }

    private enum Kind {
        READS,
        WRITES,
        ALONE
    }

    /** A place in the order of replies. */
    private static final class Slot {
        @Nullable
        Outcome outcome;
    }

    private final Session session;
    private final Execution execution;
    private final Output output;
    private final Deque<Argv> waiting = new ArrayDeque<>();
    private final Deque<Slot> underWay = new ArrayDeque<>();
    private Kind run = Kind.ALONE;
    /** The first that waits is of another kind than the run: nothing starts before its end. */
    private boolean runIsOver;

    private boolean starting;
    private boolean full;

    public Pipeline(Session session, Execution execution, Output output) {
        this.session = session;
        this.execution = execution;
        this.output = output;
    }

    /** Takes the next command of the connection. */
    public void offer(Argv argv) {
        waiting.add(argv);
        session.statistics().command();
        startRun();
        if (!full && waiting.size() >= WAITING_MAX) {
            full = true;
            output.wantsMore(false);
        }
    }

    /** Whether nothing waits and nothing is under way. */
    public boolean idle() {
        return waiting.isEmpty() && underWay.isEmpty();
    }

    private void startRun() {
        if (starting) {
            return;
        }
        starting = true;
        try {
            while (mayStart()) {
                Argv argv = waiting.element();
                Command command = next(argv);
                Kind kind = kind(command);
                if (!underWay.isEmpty() && (kind != run || kind == Kind.ALONE)) {
                    runIsOver = true;
                    break;
                }
                waiting.remove();
                run = kind;
                start(argv, command);
            }
        } finally {
            starting = false;
        }
        if (full && waiting.size() < WAITING_MAX / 2) {
            full = false;
            output.wantsMore(true);
        }
    }

    private boolean mayStart() {
        return !waiting.isEmpty()
                && !session.closing()
                && !runIsOver
                && underWay.size() < UNDER_WAY_MAX;
    }

    /** What the connection's state makes of a command; no effect yet. */
    private Command next(Argv argv) {
        if (!session.mayCommand() && !allowedToAll(argv)) {
            return Command.Rejected.because(Texts.NOT_AUTHENTICATED);
        }
        Command command = execution.table().parse(argv);
        return session.inTransaction() ? queueing(argv, command) : command;
    }

    private boolean allowedToAll(Argv argv) {
        CommandSpec spec = execution.table().find(argv.at(0));
        return spec != null && spec.flags().contains(CommandFlag.NO_AUTH);
    }

    private Command queueing(Argv argv, Command command) {
        CommandSpec spec = execution.table().find(argv.at(0));
        if (spec == null || !spec.accepts(argv.size())) {
            return (Command.Local) at -> {
                at.spoil();
                return command;
            };
        }
        if (!spec.queued()) {
            return command;
        }
        if (command instanceof Command.Local) {
            return (Command.Local) at -> {
                at.spoil();
                return Command.Rejected.because("ERR Command not allowed inside a transaction");
            };
        }
        return (Command.Local) at -> at.queue(argv)
                ? Command.done(Reply.QUEUED)
                : Command.Rejected.because("ERR transaction is too large");
    }

    private static Kind kind(Command command) {
        if (command instanceof Command.Read) {
            return Kind.READS;
        }
        return command instanceof Command.Write ? Kind.WRITES : Kind.ALONE;
    }

    private void start(Argv argv, Command command) {
        Slot slot = new Slot();
        underWay.add(slot);
        Command left = command instanceof Command.Local local ? local.execute(session) : command;
        execution.start(
                argv,
                left,
                session.level(),
                outcome -> ended(slot, redirected(argv, left, outcome)));
    }

    /** Tells the client where to go, if this node leads not and sends nothing on. */
    private Outcome redirected(Argv argv, Command command, Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed) || failed.failure() != Failure.ELSEWHERE) {
            return outcome;
        }
        int slot = slot(argv, command);
        Optional<String> leader = session.server().leaderAddress(slot);
        return leader.isEmpty()
                ? new Outcome.Failed(Failure.NO_LEADER)
                : new Outcome.Done(
                        new Reply.Error("MOVED " + slot + " " + leader.get()), Execution.NO_INDEX);
    }

    /** Of the first key. */
    private int slot(Argv argv, Command command) {
        CommandSpec spec = execution.table().find(argv.at(0));
        List<Bytes> keys = command instanceof Transaction transaction
                ? transaction.keys()
                : spec == null ? List.of() : spec.keys().keysOf(argv);
        return keys.isEmpty() ? 0 : Slots.of(keys.get(0));
    }

    private void ended(Slot slot, Outcome outcome) {
        slot.outcome = outcome;
        for (Slot head = underWay.peek(); head != null; head = underWay.peek()) {
            if (head.outcome == null) {
                break;
            }
            underWay.remove();
            output.reply(head.outcome.reply());
        }
        if (underWay.isEmpty()) {
            runIsOver = false;
            if (session.closing()) {
                output.close();
                return;
            }
        }
        startRun();
    }
}
