package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Jepsen's {@code long-fork}: keys in groups, each key written once by a transaction of its own ({@code
 * [w KEY VALUE]}), and reads of whole groups ({@code [r KEY VALUE]} of each key). Of two reads of a group
 * one must have seen all that the other has, or the order of the writes forked.
 */
final class LongFork implements Check {

    @Override
    public String name() {
        return "long-fork";
    }

    private record Read(Operation operation, Map<String, @Nullable Object> values, long seen) {}

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Map<String, List<Read>> groups = new HashMap<>();
        Map<String, Operation> writers = new HashMap<>();
        for (Operation operation : history.operations()) {
            try {
                step(operation, groups, writers);
            } catch (IllegalArgumentException e) {
                problems.add(operation, String.valueOf(e.getMessage()));
            }
        }
        problems.refuseAny();
        Findings.Collector found = new Findings.Collector();
        for (List<Read> reads : groups.values()) {
            // Along a chain each has seen more than the one before, so neighbours tell of all.
            reads.sort(Comparator.comparingLong(Read::seen));
            for (int i = 1; i < reads.size(); i++) {
                compare(reads.get(i - 1), reads.get(i), found);
            }
        }
        return groups.isEmpty()
                ? Findings.undecided("no read of a group has completed")
                : found.findings(0);
    }

    private static void step(
            Operation operation, Map<String, List<Read>> groups, Map<String, Operation> writers) {
        Object value = Values.ok(operation) ? operation.output() : operation.input();
        if (!(value instanceof List<?> steps)) {
            throw new IllegalArgumentException("value " + value + ": expected a list of steps");
        }
        Map<String, @Nullable Object> read = new TreeMap<>();
        for (Object element : steps) {
            if (!(element instanceof List<?> step) || step.size() < 2) {
                throw new IllegalArgumentException(
                        "step " + element + ": expected [w KEY VALUE] or [r KEY VALUE]");
            }
            String key = String.valueOf(step.get(1));
            switch (String.valueOf(step.get(0))) {
                case "r", ":r", "read", ":read" ->
                    read.put(key, step.size() > 2 ? step.get(2) : null);
                case "w", ":w", "write", ":write" -> {
                    Operation before = writers.putIfAbsent(key, operation);
                    if (before != null) {
                        throw new IllegalArgumentException("write of " + key
                                + ", which line " + (before.index() + 1)
                                + " writes, too; expected one write a key");
                    }
                }
                default ->
                    throw new IllegalArgumentException(
                            "step " + element + ": expected [w KEY VALUE] or [r KEY VALUE]");
            }
        }
        if (Values.ok(operation) && !read.isEmpty()) {
            long seen =
                    read.values().stream().filter(java.util.Objects::nonNull).count();
            groups.computeIfAbsent(read.keySet().toString(), fresh -> new ArrayList<>())
                    .add(new Read(operation, read, seen));
        }
    }

    private static void compare(Read less, Read more, Findings.Collector found) {
        String onlyOne = null;
        String onlyOther = null;
        for (String key : less.values.keySet()) {
            boolean one = less.values.get(key) != null;
            boolean other = more.values.get(key) != null;
            onlyOne = one && !other ? key : onlyOne;
            onlyOther = other && !one ? key : onlyOther;
        }
        if (onlyOne != null && onlyOther != null) {
            found.add(Anomaly.of(
                    "long-fork",
                    "the read in line " + (less.operation.index() + 1) + " saw the write of "
                            + onlyOne + " and not that of " + onlyOther + ", and the read in line "
                            + (more.operation.index() + 1) + " saw the second and not the first",
                    List.of(less.operation, more.operation)));
        }
    }
}
