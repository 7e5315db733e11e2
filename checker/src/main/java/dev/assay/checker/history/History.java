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

    /** The rows of the columns in the order of their invocations. */
    static History ofColumns(Columns columns) {
        boolean sorted = true;
        for (int row = 1; row < columns.size() && sorted; row++) {
            sorted = columns.invokeNanos(row - 1) <= columns.invokeNanos(row);
        }
        if (sorted) {
            return new History(Operations.of(columns, new int[0]));
        }
        long[] keys = new long[columns.size()];
        int[] order = new int[keys.length];
        for (int row = 0; row < order.length; row++) {
            keys[row] = columns.invokeNanos(row);
            order[row] = row;
        }
        Sorting.sort(keys, order, order.length);
        return new History(Operations.of(columns, order));
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

    /**
     * The events that tell this history, in the order of time. When an unknown outcome became unknown
     * is not kept: it comes last.
     */
    public List<Event> events() {
        long last = 0;
        for (Operation operation : operations) {
            long returned = operation.returnNanos();
            last = Math.max(last, returned == Operation.NEVER ? operation.invokeNanos() : returned);
        }
        List<Event> events = new ArrayList<>(2 * operations.size());
        for (Operation operation : operations) {
            events.add(invocation(operation));
            events.add(completion(operation, last));
        }
        events.sort(Comparator.comparingLong(Event::timeNanos));
        return events;
    }

    private static Event invocation(Operation operation) {
        return new Event(
                operation.invokeNanos(),
                operation.process(),
                EventType.INVOKE,
                operation.f(),
                operation.key(),
                operation.input(),
                operation.node(),
                null);
    }

    private static Event completion(Operation operation, long last) {
        boolean unknown = operation.returnNanos() == Operation.NEVER;
        return new Event(
                unknown ? last : operation.returnNanos(),
                operation.process(),
                operation.outcome(),
                operation.f(),
                operation.key(),
                operation.outcome() == EventType.OK ? operation.output() : operation.input(),
                operation.node(),
                operation.error(),
                operation.raftIndex());
    }

    /** Number of operations. */
    public int size() {
        return operations.size();
    }
}
