package dev.assay.chaos.scenario;

import java.util.List;
import java.util.SplittableRandom;

/** A pure function from chance to the faults of one run. */
@FunctionalInterface
public interface Schedule {
    List<Step> steps(SplittableRandom random);

    /** The same steps, whatever the seed. */
    static Schedule of(Step... steps) {
        return random -> List.of(steps);
    }
}
