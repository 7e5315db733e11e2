package dev.assay.checker.invariant;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Jepsen's {@code counter}: {@code add}s (also {@code incr}, and negative amounts), and {@code read}s
 * that must lie between all that was acknowledged when the read began and all that was attempted when it
 * returned. Bounds, not a decision: {@code --model counter} decides.
 */
final class CounterBounds implements Check {

    private static final Set<String> FUNCTIONS = Set.of("add", "incr", "read");

    @Override
    public String name() {
        return "counter";
    }

    /** At its time an amount may count, or counts for sure. */
    private record Change(long nanos, long low, long high) {}

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        List<Change> changes = new ArrayList<>();
        List<Operation> reads = new ArrayList<>();
        for (Operation operation : history.operations()) {
            if (!Values.knows(operation, FUNCTIONS, problems)
                    || operation.outcome() == EventType.FAIL) {
                continue;
            }
            if (!operation.f().equals("read")) {
                add(operation, changes, problems);
            } else if (Values.ok(operation)) {
                if (operation.output() instanceof Long) {
                    reads.add(operation);
                } else {
                    problems.add(
                            operation,
                            "read returned " + operation.output() + ": expected a whole number");
                }
            }
        }
        problems.refuseAny();
        return compare(changes, reads, limit);
    }

    private static void add(Operation operation, List<Change> changes, Problems problems) {
        Object input = operation.input() == null ? (Object) 1L : operation.input();
        if (!(input instanceof Long amount)) {
            problems.add(operation, operation.f() + " of " + input + ": expected a whole number");
            return;
        }
        // From its invocation it may count; once it was acknowledged it does.
        changes.add(new Change(operation.invokeNanos(), Math.min(amount, 0), Math.max(amount, 0)));
        if (Values.ok(operation)) {
            changes.add(
                    new Change(operation.returnNanos(), Math.max(amount, 0), Math.min(amount, 0)));
        }
    }

    private static Findings compare(List<Change> changes, List<Operation> reads, Limit limit) {
        changes.sort(java.util.Comparator.comparingLong(Change::nanos));
        long[] nanos = changes.stream().mapToLong(Change::nanos).toArray();
        long[] lows = new long[nanos.length + 1];
        long[] highs = new long[nanos.length + 1];
        for (int i = 0; i < nanos.length; i++) {
            lows[i + 1] = lows[i] + changes.get(i).low;
            highs[i + 1] = highs[i] + changes.get(i).high;
        }
        Findings.Collector found = new Findings.Collector();
        for (Operation read : reads) {
            Exhausted.check(limit);
            int from = before(nanos, read.invokeNanos());
            int until = before(nanos, read.returnNanos() + 1);
            long low = lows[from];
            long high = highs[from];
            for (int i = from; i <= until; i++) {
                low = Math.min(low, lows[i]);
                high = Math.max(high, highs[i]);
            }
            long value = (Long) java.util.Objects.requireNonNull(read.output());
            if (value < low || value > high) {
                found.add(Anomaly.of(
                        "out-of-bounds",
                        Values.who(read) + ": expected " + low + " to " + high,
                        List.of(read)));
            }
        }
        return found.findings(0);
    }

    /** How many of the ascending times are before this one. */
    private static int before(long[] nanos, long time) {
        int low = 0;
        int high = nanos.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
