package dev.assay.chaos.scenario;

import dev.assay.chaos.fault.Fault;

import java.time.Duration;

/** The times of the shipped schedules. */
final class Pace {

    /** Load before the first fault. */
    static final Duration WARM = Duration.ofMillis(1_500);
    /** Between two faults. */
    static final Duration REST = Duration.ofMillis(1_500);
    /** Long enough for an election (at most 2 s under load here) and for reads on both sides. */
    static final Duration HOLD = Duration.ofSeconds(4);

    /** Where only what comes after it counts. */
    static final Duration SHORT = Duration.ofMillis(500);

    private Pace() {}

    static Step first(Fault fault, Duration hold) {
        return new Step(WARM, fault, hold);
    }

    static Step then(Fault fault, Duration hold) {
        return new Step(REST, fault, hold);
    }
}
