package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jepsen's {@code set}: {@code add}s, and a {@code read} of all at the end. What was acknowledged before
 * the last read must be in it, and nothing that nobody added. Earlier reads are not looked at.
 */
final class SetCheck implements Check {

    private static final Set<String> FUNCTIONS = Set.of("add", "read");

    @Override
    public String name() {
        return "set";
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Map<Object, Operation> added = new HashMap<>();
        Operation last = null;
        for (Operation operation : history.operations()) {
            if (!Values.knows(operation, FUNCTIONS, problems)) {
                continue;
            }
            if (operation.f().equals("add") && operation.input() != null) {
                Operation before = added.get(operation.input());
                // Of several that add the same, the one that says most counts.
                if (before == null || Values.ok(operation) || before.outcome() == EventType.FAIL) {
                    added.put(operation.input(), operation);
                }
            } else if (operation.f().equals("read") && Values.ok(operation)) {
                last = operation;
            }
        }
        List<?> read = last == null ? null : Values.list(last, problems);
        problems.refuseAny();
        if (last == null || read == null) {
            return Findings.undecided("no read has completed: what the set holds is not known");
        }
        return compare(added, last, new HashSet<>(read));
    }

    private static Findings compare(Map<Object, Operation> added, Operation last, Set<?> present) {
        Findings.Collector found = new Findings.Collector();
        for (Map.Entry<Object, Operation> entry : added.entrySet()) {
            Operation add = entry.getValue();
            if (Values.ok(add)
                    && add.returnNanos() < last.invokeNanos()
                    && !present.contains(entry.getKey())) {
                found.add(Anomaly.of(
                        "lost",
                        Values.who(add) + " was acknowledged, but the last read, in line "
                                + (last.index() + 1) + ", is without it",
                        List.of(add)));
            }
        }
        for (Object element : present) {
            Operation add = added.get(element);
            if (add == null || add.outcome() == EventType.FAIL) {
                found.add(Anomaly.of(
                        "unexpected",
                        "the last read, in line " + (last.index() + 1) + ", has " + element
                                + (add == null ? ", which nobody added" : ", whose add failed"),
                        List.of(last)));
            }
        }
        return found.findings(0);
    }
}
