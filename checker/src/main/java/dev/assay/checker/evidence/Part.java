package dev.assay.checker.evidence;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.history.Sorting;
import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts histories: what a checker would have seen had it looked earlier. */
final class Part {

    private Part() {}

    /** Those operations that say something, in the order of their invocations. */
    static <A> List<Operation> telling(List<Operation> operations, Model<?, A> model) {
        List<Operation> telling = new ArrayList<>();
        for (Operation operation : operations) {
            A action = model.action(operation);
            boolean unknown = operation.outcome() == EventType.INFO;
            if (action != null && !(unknown && model.readOnly(action))) {
                telling.add(operation);
            }
        }
        return telling;
    }

    /** The completed operations in the order of their completions. */
    static List<Operation> byReturn(List<Operation> operations) {
        int[] places = new int[operations.size()];
        long[] nanos = new long[places.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            Operation operation = operations.get(i);
            if (operation.outcome() != EventType.INFO) {
                nanos[count] = operation.returnNanos();
                places[count++] = i;
            }
        }
        // Numbers, since a million objects take a second to be sorted.
        Sorting.sort(nanos, places, count);
        List<Operation> completed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            completed.add(operations.get(places[i]));
        }
        for (int from = 0; from < count; ) {
            int until = from + 1;
            while (until < count && nanos[until] == nanos[from]) {
                until++;
            }
            if (until - from > 1) {
                completed.subList(from, until).sort(Comparator.comparingLong(Operation::index));
            }
            from = until;
        }
        return completed;
    }

    /** Where the operation is among those in the order of their completions. */
    static int position(List<Operation> byReturn, Operation operation) {
        int from = 0;
        int to = byReturn.size() - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (returnedBy(operation, byReturn.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /**
     * What was known when {@code last} had just completed: later completions are unknown still.
     * Those that were to fail are left out, since it is known that they changed nothing.
     */
    static List<Operation> until(List<Operation> operations, Operation last) {
        List<Operation> part = new ArrayList<>();
        for (Operation operation : operations) {
            if (returnedBy(operation, last)) {
                part.add(operation);
            } else if (operation.invokeNanos() <= last.returnNanos()
                    && operation.outcome() != EventType.FAIL) {
                part.add(open(operation));
            }
        }
        return part;
    }

    private static boolean returnedBy(Operation operation, Operation last) {
        return operation.returnNanos() < last.returnNanos()
                || (operation.returnNanos() == last.returnNanos()
                        && operation.index() <= last.index());
    }

    private static Operation open(Operation operation) {
        return new Operation(
                operation.index(),
                operation.process(),
                operation.f(),
                operation.key(),
                operation.input(),
                null,
                operation.invokeNanos(),
                Operation.NEVER,
                EventType.INFO,
                operation.node(),
                operation.error());
    }
}
