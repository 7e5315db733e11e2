package dev.assay.checker.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Operations of one run, in the order of their invocations, known to be well-formed: each process
 * had one operation open at a time, completed it after it invoked it, and did nothing after an
 * unknown outcome. An operation that was still open at the end has an unknown outcome.
 *
 * <p>Immutable, and safe to share between threads.
 */
public final class History {

    private final List<Operation> operations;

    private History(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * The history that these events tell; their positions serve as line numbers.
     *
     * @throws HistoryException with all problems, if there are any
     */
    public static History of(List<Event> events) throws HistoryException {
        HistoryBuilder builder = new HistoryBuilder();
        long line = 0;
        for (Event event : events) {
            builder.add(++line, event);
        }
        return builder.build();
    }

    /** A history of operations that are known to be well-formed, such as a part of another. */
    public static History ofOperations(List<Operation> operations) {
        List<Operation> sorted = new ArrayList<>(operations);
        sorted.sort(Comparator.comparingLong(Operation::invokeNanos)
                .thenComparingLong(Operation::index));
        return new History(List.copyOf(sorted));
    }

    /** All operations, in the order of their invocations. */
    public List<Operation> operations() {
        return operations;
    }

    /** Number of operations. */
    public int size() {
        return operations.size();
    }
}
