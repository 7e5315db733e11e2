package dev.assay.checker.history;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pairs invocations with their completions as events come in, and notes everything that is wrong
 * with them. Holds one open invocation a process beside the finished operations. For one thread.
 *
 * <p>Events must come in an order in which each process's own events are right; those of different
 * processes may be swapped, since their times decide what came before what.
 */
public final class HistoryBuilder {

    private final List<Operation> operations = new ArrayList<>();
    private final Map<Long, Open> open = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private long problemsFound;

    /** Takes the event of a line, counted from 1. */
    public void add(long line, Event event) {
        if (gone.contains(event.process())) {
            problem(
                    line,
                    "process " + event.process() + " acts again after an unknown outcome (info);"
                            + " expected a new process number");
        }
        if (event.type() == EventType.INVOKE) {
            invoke(line, event);
        } else {
            complete(line, event);
        }
    }

    /** Notes a problem that a reader found. */
    public void problem(long line, String message) {
        problemsFound++;
        if (problems.size() < HistoryException.PROBLEMS_KEPT_MAX) {
            problems.add(new Problem(line, message));
        }
    }

    /**
     * The history of all events so far; operations still open have an unknown outcome.
     *
     * @throws HistoryException with all problems, if there are any
     */
    public History build() throws HistoryException {
        if (problemsFound > 0) {
            throw new HistoryException(problems, problemsFound);
        }
        List<Operation> all = new ArrayList<>(operations);
        for (Open invocation : open.values()) {
            all.add(invocation.with(null));
        }
        return History.ofOperations(all);
    }

    private void invoke(long line, Event event) {
        Open before = open.put(event.process(), new Open(line, event));
        if (before != null) {
            problem(
                    line,
                    "process " + event.process() + " invokes " + event.f() + " while its "
                            + before.event.f() + " of line " + before.line
                            + " is open; expected a completion first");
        }
    }

    private void complete(long line, Event event) {
        Open invocation = open.remove(event.process());
        if (event.type() == EventType.INFO) {
            gone.add(event.process());
        }
        if (invocation == null) {
            problem(
                    line,
                    event.type().word() + " of " + event.f() + " by process " + event.process()
                            + " without an invocation before it");
        } else if (!invocation.event.f().equals(event.f())
                || !Objects.equals(invocation.event.key(), event.key())) {
            problem(
                    line,
                    event.type().word() + " of " + named(event) + " by process "
                            + event.process() + " completes " + named(invocation.event)
                            + " of line "
                            + invocation.line + "; expected the same function and key");
        } else if (event.timeNanos() < invocation.event.timeNanos()) {
            problem(
                    line,
                    event.type().word() + " at " + event.timeNanos() + " ns, before its invocation"
                            + " at " + invocation.event.timeNanos() + " ns in line "
                            + invocation.line);
        } else {
            operations.add(invocation.with(event));
        }
    }

    private static String named(Event event) {
        return event.key() == null ? event.f() : event.f() + " on " + event.key();
    }

    /** An invocation that waits for its completion. */
    private record Open(long line, Event event) {

        Operation with(@Nullable Event completion) {
            EventType outcome = completion == null ? EventType.INFO : completion.type();
            return new Operation(
                    line - 1,
                    event.process(),
                    event.f(),
                    event.key(),
                    event.value(),
                    completion != null && outcome == EventType.OK ? completion.value() : null,
                    event.timeNanos(),
                    completion == null || outcome == EventType.INFO
                            ? Operation.NEVER
                            : completion.timeNanos(),
                    outcome,
                    event.node(),
                    completion == null ? null : completion.error());
        }
    }
}
