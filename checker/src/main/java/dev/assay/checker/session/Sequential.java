package dev.assay.checker.session;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.verdict.Anomaly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether each key has an order of its operations that is legal and keeps the order of each process,
 * whatever the clocks say (Lamport 1979, key by key; also called coherence). With each value written
 * once, the operations on a value stand together, so an order exists if and only if no process reads a
 * value before it writes it, and the values can be put in a row: no circle of one value before the next
 * (Gibbons and Korach 1997 for a known read mapping).
 */
public final class Sequential implements Check {

    /** What stands for the time before the first write; nobody writes nothing. */
    private static final Object NOTHING = "nothing was written";

    @Override
    public String name() {
        return "sequential";
    }

    /** Why one value comes before another: a process met both. */
    private record Step(Operation one, Operation other) {}

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Registers registers = Registers.of(history, name());
        Findings.Collector found = new Findings.Collector();
        Map<String, List<Operation>> keys = new LinkedHashMap<>();
        for (Operation operation : registers.operations) {
            Exhausted.check(limit);
            if (Registers.isRead(operation)
                    && operation.output() != null
                    && registers.seen(operation) == null) {
                found.add(Anomaly.of(
                        "unwritten",
                        AnomalyText.label(operation) + " in line " + (operation.index() + 1)
                                + " saw what nobody wrote",
                        List.of(operation)));
            } else {
                keys.computeIfAbsent(String.valueOf(operation.key()), fresh -> new ArrayList<>())
                        .add(operation);
            }
        }
        for (List<Operation> operations : keys.values()) {
            Exhausted.check(limit);
            check(operations, found);
        }
        return found.findings(0);
    }

    private static Object value(Operation operation) {
        Object value = Registers.isRead(operation) ? operation.output() : operation.input();
        return value == null ? NOTHING : value;
    }

    private static void check(List<Operation> operations, Findings.Collector found) {
        Map<Object, Map<Object, Step>> next = new LinkedHashMap<>();
        Map<Long, Operation> last = new HashMap<>();
        Map<Object, Set<Long>> readBy = new HashMap<>();
        for (Operation operation : operations) {
            Object value = value(operation);
            next.computeIfAbsent(value, fresh -> new LinkedHashMap<>());
            if (Registers.isRead(operation)) {
                readBy.computeIfAbsent(value, fresh -> new HashSet<>()).add(operation.process());
            } else if (readBy.getOrDefault(value, Set.of()).contains(operation.process())) {
                found.add(Anomaly.of(
                        "read-before-write",
                        "process " + operation.process() + " read " + value
                                + " before it wrote it itself in line " + (operation.index() + 1),
                        List.of(operation)));
            }
            Operation before = last.put(operation.process(), operation);
            if (before != null && !value(before).equals(value)) {
                next.computeIfAbsent(value(before), fresh -> new LinkedHashMap<>())
                        .putIfAbsent(value, new Step(before, operation));
            }
        }
        afterNothing(next, operations);
        Set<Object> rest = inNoRow(next);
        if (!rest.isEmpty()) {
            found.add(circle(next, rest));
        }
    }

    /** A read of nothing is before every write. */
    private static void afterNothing(
            Map<Object, Map<Object, Step>> next, List<Operation> operations) {
        Map<Object, Step> first = next.get(NOTHING);
        if (first == null) {
            return;
        }
        Operation read = operations.stream()
                .filter(operation -> value(operation).equals(NOTHING))
                .findFirst()
                .orElseThrow();
        for (Operation operation : operations) {
            if (!value(operation).equals(NOTHING)) {
                first.putIfAbsent(value(operation), new Step(read, operation));
            }
        }
    }

    /** The values that are left when one with nothing before it is taken away again and again. */
    private static Set<Object> inNoRow(Map<Object, Map<Object, Step>> next) {
        Map<Object, Integer> before = new LinkedHashMap<>();
        next.keySet().forEach(value -> before.put(value, 0));
        next.values()
                .forEach(after ->
                        after.keySet().forEach(value -> before.merge(value, 1, Integer::sum)));
        Deque<Object> free = new ArrayDeque<>();
        before.forEach((value, count) -> {
            if (count == 0) {
                free.add(value);
            }
        });
        Set<Object> rest = new HashSet<>(next.keySet());
        while (!free.isEmpty()) {
            Object value = free.remove();
            rest.remove(value);
            for (Object after : next.getOrDefault(value, Map.of()).keySet()) {
                if (before.merge(after, -1, Integer::sum) == 0) {
                    free.add(after);
                }
            }
        }
        return rest;
    }

    /** A shortest circle through one of these. */
    private static Anomaly circle(Map<Object, Map<Object, Step>> next, Set<Object> rest) {
        List<Step> shortest = List.of();
        for (Object start : rest) {
            Map<Object, Step> into = new HashMap<>();
            Deque<Object> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty() && !into.containsKey(start)) {
                Object value = open.remove();
                next.getOrDefault(value, Map.of()).forEach((after, step) -> {
                    if (rest.contains(after) && into.putIfAbsent(after, step) == null) {
                        open.add(after);
                    }
                });
            }
            if (into.containsKey(start)) {
                List<Step> steps = new ArrayList<>();
                Object at = start;
                do {
                    Step step = java.util.Objects.requireNonNull(into.get(at));
                    steps.add(0, step);
                    at = value(step.one);
                } while (!at.equals(start));
                shortest = steps;
                break;
            }
        }
        List<Operation> shown = new ArrayList<>();
        StringBuilder why = new StringBuilder();
        for (Step step : shortest) {
            for (Operation each : List.of(step.one, step.other)) {
                if (!shown.contains(each)) {
                    shown.add(each);
                }
            }
            why.append(why.length() == 0 ? "" : "; ");
            why.append(
                            step.one.process() == step.other.process()
                                    ? "process " + step.one.process() + " met "
                                    : "before any write was ")
                    .append(AnomalyText.label(step.one))
                    .append(" and then ")
                    .append(AnomalyText.label(step.other));
        }
        return Anomaly.of("order-of-values", "no order of the values fits: " + why, shown);
    }
}
