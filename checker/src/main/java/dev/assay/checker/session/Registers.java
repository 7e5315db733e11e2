package dev.assay.checker.session;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Problems;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reads and writes of a history, each value of a key known by its write. Of two writes of a key one
 * is surely older if it had returned before the other was invoked (so writes are taken to be
 * linearizable), or if one process did both, one after the other. A missing value is older than all.
 */
final class Registers {

    private final Map<Object, Operation> writes = new HashMap<>();
    private final Map<String, Writes> byKey = new HashMap<>();

    /** Reads that returned and writes that may have happened, in the order of their invocations. */
    final List<Operation> operations = new ArrayList<>();

    /** The acknowledged writes of a key. */
    private static final class Writes {
        private final List<Operation> byInvocation = new ArrayList<>();
        private long[] invokeNanos = new long[0];

        /** From each on, in the order of invocations, the earliest return. */
        private Operation[] firstReturned = new Operation[0];

        private void index() {
            int count = byInvocation.size();
            invokeNanos = new long[count];
            firstReturned = new Operation[count];
            Operation first = null;
            for (int i = count - 1; i >= 0; i--) {
                Operation write = byInvocation.get(i);
                first = first == null || write.returnNanos() <= first.returnNanos() ? write : first;
                firstReturned[i] = first;
                invokeNanos[i] = write.invokeNanos();
            }
        }
    }

    /** A value of a key, as a key of a map. */
    private record Version(@Nullable String key, Object value) {}

    private Registers() {}

    /** Of a history of {@code read} and {@code write}, with each value written once a key. */
    static Registers of(History history, String check) throws HistoryException {
        Problems problems = new Problems(check);
        Registers registers = new Registers();
        for (Operation operation : history.operations()) {
            switch (operation.f()) {
                case "read" -> {
                    if (operation.outcome() == EventType.OK) {
                        registers.operations.add(operation);
                    }
                }
                case "write" -> registers.write(operation, problems);
                default ->
                    problems.add(
                            operation,
                            "function '" + operation.f() + "': expected one of [read, write]");
            }
        }
        problems.refuseAny();
        registers.byKey.values().forEach(Writes::index);
        return registers;
    }

    private void write(Operation operation, Problems problems) {
        if (operation.input() == null) {
            problems.add(operation, "write of nothing: expected a value");
            return;
        }
        Operation before =
                writes.putIfAbsent(new Version(operation.key(), operation.input()), operation);
        if (before != null) {
            problems.add(
                    operation,
                    "write of " + operation.input() + ", as in line "
                            + (before.index() + 1)
                            + "; expected each value once a key, or nobody knows which was read");
        }
        if (operation.outcome() != EventType.FAIL) {
            operations.add(operation);
        }
        if (operation.outcome() == EventType.OK) {
            byKey.computeIfAbsent(String.valueOf(operation.key()), fresh -> new Writes())
                    .byInvocation
                    .add(operation);
        }
    }

    static boolean isRead(Operation operation) {
        return operation.f().equals("read");
    }

    /** The write whose value a read saw, or null if it saw none. */
    @Nullable
    Operation seen(Operation read) {
        Object value = read.output();
        return value == null ? null : writes.get(new Version(read.key(), value));
    }

    /** Whether the one write (null: nothing was written) surely came before the other. */
    static boolean older(@Nullable Operation one, Operation other) {
        return one == null
                || one.returnNanos() < other.invokeNanos()
                || (one.process() == other.process() && one.index() < other.index());
    }

    /**
     * How far behind a read is.
     *
     * @param versions writes that are surely newer than what it saw and had returned when it began
     * @param nanos since the first of them had returned
     * @param first that one
     */
    record Lag(long versions, long nanos, Operation first) {}

    /** How far behind a read is, or null if nothing newer had surely been there. */
    @Nullable
    Lag lag(Operation read) {
        Writes newer = byKey.get(String.valueOf(read.key()));
        Operation seen = seen(read);
        if (newer == null || (seen == null && read.output() != null)) {
            return null;
        }
        int from = 0;
        if (seen != null) {
            if (seen.returnNanos() == Operation.NEVER) {
                return null;
            }
            int place = Arrays.binarySearch(newer.invokeNanos, seen.returnNanos() + 1);
            from = place < 0 ? -place - 1 : place;
            while (from > 0 && newer.invokeNanos[from - 1] > seen.returnNanos()) {
                from--;
            }
        }
        if (from == newer.invokeNanos.length
                || newer.firstReturned[from].returnNanos() >= read.invokeNanos()) {
            return null;
        }
        long versions = 0;
        for (int i = from;
                i < newer.invokeNanos.length && newer.invokeNanos[i] < read.invokeNanos();
                i++) {
            versions += newer.byInvocation.get(i).returnNanos() < read.invokeNanos() ? 1 : 0;
        }
        Operation first = newer.firstReturned[from];
        return new Lag(versions, read.invokeNanos() - first.returnNanos(), first);
    }

    /** How far behind a read is, as the end of a sentence; empty if it is not, surely. */
    String lagText(Operation read) {
        Lag lag = lag(read);
        return lag == null ? "" : "; it is " + text(lag) + " behind";
    }

    static String text(Lag lag) {
        return lag.versions + (lag.versions == 1 ? " version" : " versions") + " and "
                + String.format(java.util.Locale.ROOT, "%.3f s", lag.nanos / 1e9);
    }
}
