package dev.assay.chaos.scenario;

import dev.assay.chaos.fault.Fault;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param after quiet time since the former step was healed, or since the load began
 * @param hold how long the fault lasts
 */
public record Step(Duration after, Fault fault, Duration hold) {
    public Step {
        if (after.isNegative() || hold.isNegative()) {
            throw new IllegalArgumentException("step " + fault.name() + ": after " + after
                    + ", hold " + hold + ", expected both to be 0 or more");
        }
    }
}
