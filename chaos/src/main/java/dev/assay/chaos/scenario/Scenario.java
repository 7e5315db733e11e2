package dev.assay.chaos.scenario;

import dev.assay.chaos.workload.RegisterWorkload;
import dev.assay.reports.run.Expectation;

/**
 * What is run, how it is broken, and what has to come out.
 *
 * @param name word for the command line and for folders
 * @param summary one line for {@code assay chaos list}
 * @param system name or file of the system's description
 * @param expectation valid; or invalid for a control, which fails the build when it is not caught
 * @param attempts how often a control may be tried until it is caught; 1 for all others
 */
public record Scenario(
        String name,
        String summary,
        String system,
        Expectation expectation,
        RegisterWorkload workload,
        Schedule schedule,
        int attempts) {

    /** A control that needs more tries than this is no control. */
    public static final int ATTEMPTS_MAX = 5;

    public Scenario {
        if (attempts < 1 || attempts > ATTEMPTS_MAX) {
            throw new IllegalArgumentException(
                    "attempts: " + attempts + ", expected 1 to " + ATTEMPTS_MAX);
        }
        if (attempts > 1 && expectation == Expectation.VALID) {
            throw new IllegalArgumentException(
                    "scenario '" + name
                            + "' is to be valid: it has one attempt, since trying again would hide a fault");
        }
    }

    /** The same faults under another load. */
    public Scenario with(RegisterWorkload other) {
        return new Scenario(name, summary, system, expectation, other, schedule, attempts);
    }
}
