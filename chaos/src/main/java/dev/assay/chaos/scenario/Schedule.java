package dev.assay.chaos.scenario;

import dev.assay.bench.system.SystemDescription;

import java.util.List;
import java.util.SplittableRandom;

/** A pure function from chance, and the system, to the faults of one run. */
@FunctionalInterface
public interface Schedule {

    List<Step> steps(SplittableRandom random, SystemDescription system);

    /** The same steps, whatever the seed. */
    static Schedule of(Step... steps) {
        return of(List.of(steps));
    }

    /** The same steps, whatever the seed. */
    static Schedule of(List<Step> steps) {
        List<Step> fixed = List.copyOf(steps);
        return (random, system) -> fixed;
    }
}
