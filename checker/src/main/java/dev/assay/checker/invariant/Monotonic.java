package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jepsen's {@code monotonic}: values that only grow. An {@code add} (also {@code inc}, {@code incr},
 * {@code write}) puts one in, perhaps one that the store chose and returned. A {@code read} of a number
 * must not be less than what an earlier read of the key had returned; a read of a list must show the
 * values in rising order, none twice, and the last one all that was acknowledged.
 */
final class Monotonic implements Check {

    private static final Set<String> ADDS = Set.of("add", "inc", "incr", "write");

    @Override
    public String name() {
        return "monotonic";
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Findings.Collector found = new Findings.Collector();
        Map<String, List<Operation>> numbers = new HashMap<>();
        Map<String, Operation> lists = new HashMap<>();
        for (Operation operation : history.operations()) {
            if (!operation.f().equals("read")) {
                Values.knows(operation, Set.of("read", "add", "inc", "incr", "write"), problems);
            } else if (Values.ok(operation) && operation.output() instanceof Long) {
                numbers.computeIfAbsent(key(operation), fresh -> new ArrayList<>())
                        .add(operation);
            } else if (Values.ok(operation) && operation.output() != null) {
                List<?> list = Values.list(operation, problems);
                if (list != null) {
                    rising(operation, list, problems, found);
                    lists.put(key(operation), operation);
                }
            }
        }
        problems.refuseAny();
        numbers.values().forEach(reads -> neverBack(reads, found));
        lists.forEach((key, last) -> complete(history, key, last, found));
        return numbers.isEmpty() && lists.isEmpty()
                ? Findings.undecided("no read has completed")
                : found.findings(0);
    }

    private static String key(Operation operation) {
        return String.valueOf(operation.key());
    }

    private static void rising(
            Operation read, List<?> list, Problems problems, Findings.Collector found) {
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Long value)) {
                problems.add(read, "read has " + list.get(i) + ": expected whole numbers");
                return;
            }
            if (i > 0 && value <= (Long) list.get(i - 1)) {
                boolean twice = value.equals(list.get(i - 1));
                found.add(Anomaly.of(
                        twice ? "duplicated" : "out-of-order",
                        "the read in line " + (read.index() + 1) + " has " + value + " after "
                                + list.get(i - 1),
                        List.of(read)));
            }
        }
    }

    /** Of reads in the order of their invocations. */
    private static void neverBack(List<Operation> reads, Findings.Collector found) {
        List<Operation> byReturn = new ArrayList<>(reads);
        byReturn.sort(Comparator.comparingLong(Operation::returnNanos));
        Operation most = null;
        int next = 0;
        for (Operation read : reads) {
            while (byReturn.get(next).returnNanos() < read.invokeNanos()) {
                Operation before = byReturn.get(next++);
                most = most == null || value(before) > value(most) ? before : most;
            }
            if (most != null && value(read) < value(most)) {
                found.add(Anomaly.of(
                        "went-back",
                        Values.who(read) + " began after " + Values.who(most) + " had returned",
                        List.of(most, read)));
            }
        }
    }

    private static long value(Operation read) {
        return (Long) java.util.Objects.requireNonNull(read.output());
    }

    private static void complete(
            History history, String key, Operation last, Findings.Collector found) {
        Set<Object> present =
                new HashSet<>((List<?>) java.util.Objects.requireNonNull(last.output()));
        for (Operation add : history.operations()) {
            Object value = add.output() == null ? add.input() : add.output();
            if (ADDS.contains(add.f())
                    && Values.ok(add)
                    && key(add).equals(key)
                    && add.returnNanos() < last.invokeNanos()
                    && value != null
                    && !present.contains(value)) {
                found.add(Anomaly.of(
                        "lost",
                        Values.who(add) + " was acknowledged, but the last read, in line "
                                + (last.index() + 1) + ", is without it",
                        List.of(add)));
            }
        }
    }
}
