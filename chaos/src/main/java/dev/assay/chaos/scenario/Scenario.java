package dev.assay.chaos.scenario;

import dev.assay.chaos.workload.Load;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;
import dev.assay.reports.run.Expectation;

import java.util.Objects;

/**
 * What is run, how it is broken, and what has to come out.
 *
 * @param name word for the command line and for folders
 * @param summary one line for {@code assay chaos list}
 * @param system name or file of the system's description
 * @param expectation valid; or invalid for a control, which fails the build when it is not caught
 * @param slo what is asked beyond safety; missing it fails the build, too
 * @param attempts how often a control may be tried until it is caught; 1 for all others
 * @param quick whether it is in the quick set; all are in the full one
 */
public record Scenario(
        String name,
        String summary,
        String system,
        Expectation expectation,
        Workload workload,
        Load load,
        Schedule schedule,
        Slo slo,
        int attempts,
        boolean quick) {

    /** A control that needs more tries than this is no control. */
    public static final int ATTEMPTS_MAX = 5;

    public Scenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(system, "system");
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

    /** Has to come out valid, under registers and the usual load; in the full set only. */
    public static Scenario valid(String name, String summary, String system, Schedule schedule) {
        return new Scenario(
                name,
                summary,
                system,
                Expectation.VALID,
                Workloads.REGISTERS,
                Load.USUAL,
                schedule,
                Slo.NONE,
                1,
                false);
    }

    /** Has to be caught, at the latest in the last of some attempts. */
    public static Scenario control(
            String name, String summary, String system, int attempts, Schedule schedule) {
        return new Scenario(
                name,
                summary,
                system,
                Expectation.INVALID,
                Workloads.READERS,
                Load.USUAL,
                schedule,
                Slo.NONE,
                attempts,
                false);
    }

    /** The same faults under another workload. */
    public Scenario under(Workload other) {
        return new Scenario(
                name, summary, system, expectation, other, load, schedule, slo, attempts, quick);
    }

    /** The same with more or fewer clients. */
    public Scenario with(Load other) {
        return new Scenario(
                name,
                summary,
                system,
                expectation,
                workload,
                other,
                schedule,
                slo,
                attempts,
                quick);
    }

    /** The same with other faults. */
    public Scenario with(Schedule other) {
        return new Scenario(
                name, summary, system, expectation, workload, load, other, slo, attempts, quick);
    }

    /** The same, asked for more than safety. */
    public Scenario with(Slo other) {
        return new Scenario(
                name,
                summary,
                system,
                expectation,
                workload,
                load,
                schedule,
                other,
                attempts,
                quick);
    }

    /** The same on another system. */
    public Scenario on(String other) {
        return new Scenario(
                name, summary, other, expectation, workload, load, schedule, slo, attempts, quick);
    }

    /** The same with another expectation; one attempt. */
    public Scenario expecting(Expectation other) {
        return new Scenario(name, summary, system, other, workload, load, schedule, slo, 1, quick);
    }

    /** The same in the quick set. */
    public Scenario inQuick() {
        return new Scenario(
                name, summary, system, expectation, workload, load, schedule, slo, attempts, true);
    }
}
