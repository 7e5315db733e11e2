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
 * with them. Holds the operations as columns and one number for each open process. For one thread.
 *
 * <p>Events must come in an order in which each process's own events are right; those of different
 * processes may be swapped, since their times decide what came before what.
 */
public final class HistoryBuilder {

    private final Columns columns = new Columns();

    /** The open operation of each process. */
    private final Map<Long, Integer> open = new HashMap<>();

    private final Set<Long> gone = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private long problemsFound;
    private boolean built;

    /** Takes the event of a line, counted from 1. */
    public void add(long line, Event event) {
        if (built) {
            throw new IllegalStateException("the history is built");
        }
        if (!gone.isEmpty() && gone.contains(event.process())) {
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
     * The history of all events; operations still open have an unknown outcome. Nothing can be added
     * afterwards.
     *
     * @throws HistoryException with all problems, if there are any
     */
    public History build() throws HistoryException {
        built = true;
        if (problemsFound > 0) {
            throw new HistoryException(problems, problemsFound);
        }
        return History.ofColumns(columns);
    }

    private void invoke(long line, Event event) {
        Integer before = open.put(event.process(), columns.begin(line, event));
        if (before != null) {
            problem(
                    line,
                    "process " + event.process() + " invokes " + event.f() + " while its "
                            + columns.f(before) + " of line " + columns.line(before)
                            + " is open; expected a completion first");
        }
    }

    private void complete(long line, Event event) {
        Integer row = open.remove(event.process());
        if (event.type() == EventType.INFO) {
            gone.add(event.process());
        }
        if (row == null) {
            problem(
                    line,
                    event.type().word() + " of " + event.f() + " by process " + event.process()
                            + " without an invocation before it");
        } else if (!event.f().equals(columns.f(row))
                || !Objects.equals(event.key(), columns.key(row))) {
            problem(
                    line,
                    event.type().word() + " of " + named(event.f(), event.key()) + " by process "
                            + event.process() + " completes "
                            + named(String.valueOf(columns.f(row)), columns.key(row))
                            + " of line "
                            + columns.line(row) + "; expected the same function and key");
        } else if (event.timeNanos() < columns.invokeNanos(row)) {
            problem(
                    line,
                    event.type().word() + " at " + event.timeNanos() + " ns, before its invocation"
                            + " at " + columns.invokeNanos(row) + " ns in line "
                            + columns.line(row));
        } else {
            columns.complete(row, event);
        }
    }

    private static String named(String f, @Nullable String key) {
        return key == null ? f : f + " on " + key;
    }
}
