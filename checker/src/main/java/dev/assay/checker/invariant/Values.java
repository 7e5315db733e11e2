package dev.assay.checker.invariant;

import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the checks of this package have in common about operations and their values. */
final class Values {

    private Values() {}

    /** Whether the check knows the function; notes it as a problem where not. */
    static boolean knows(Operation operation, Set<String> functions, Problems problems) {
        if (functions.contains(operation.f())) {
            return true;
        }
        problems.add(
                operation,
                "function '" + operation.f() + "': expected one of " + new TreeSet<>(functions));
        return false;
    }

    static boolean ok(Operation operation) {
        return operation.outcome() == EventType.OK;
    }

    /** The list that an ok operation returned; none, with a problem noted, where it is no list. */
    static @Nullable List<?> list(Operation operation, Problems problems) {
        if (operation.output() instanceof List<?> list) {
            return list;
        }
        problems.add(
                operation, operation.f() + " returned " + operation.output() + ": expected a list");
        return null;
    }

    /** In a sentence. */
    static String who(Operation operation) {
        return AnomalyText.label(operation) + " by process " + operation.process() + " in line "
                + (operation.index() + 1);
    }
}
