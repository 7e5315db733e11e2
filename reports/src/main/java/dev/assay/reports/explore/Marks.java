package dev.assay.reports.explore;

import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which operations some evidence is about: a process has one operation open at a time. */
final class Marks {

    private record Place(long process, long invokeNanos) {
        private static Place of(Operation operation) {
            return new Place(operation.process(), operation.invokeNanos());
        }
    }

    private final Set<Place> failing = new HashSet<>();
    private final Set<Place> offending = new HashSet<>();

    Marks(List<Counterexample> evidence) {
        for (Counterexample each : evidence) {
            each.failing().forEach(operation -> failing.add(Place.of(operation)));
            failing.add(Place.of(each.offending()));
            offending.add(Place.of(each.offending()));
        }
    }

    boolean isFailing(Operation operation) {
        return failing.contains(Place.of(operation));
    }

    boolean isOffending(Operation operation) {
        return offending.contains(Place.of(operation));
    }
}
