package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jepsen's {@code unique-ids}: no {@code generate} returns what another has returned. */
final class UniqueIds implements Check {

    private static final Set<String> FUNCTIONS = Set.of("generate");

    @Override
    public String name() {
        return "unique-ids";
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Findings.Collector found = new Findings.Collector();
        Map<Object, Operation> generated = new HashMap<>();
        for (Operation operation : history.operations()) {
            if (!Values.knows(operation, FUNCTIONS, problems) || !Values.ok(operation)) {
                continue;
            }
            if (operation.output() == null) {
                problems.add(operation, "generate returned nothing: expected an id");
                continue;
            }
            Operation before = generated.putIfAbsent(operation.output(), operation);
            if (before != null) {
                found.add(Anomaly.of(
                        "duplicated",
                        operation.output() + " was generated in line " + (before.index() + 1)
                                + " and again in line " + (operation.index() + 1),
                        List.of(before, operation)));
            }
        }
        problems.refuseAny();
        return found.findings(0);
    }
}
