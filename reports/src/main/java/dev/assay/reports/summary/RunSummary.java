package dev.assay.reports.summary;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import java.time.Duration;
import java.util.Objects;

/**
 * One run in one line.
 *
 * @param outcomes of its operations
 * @param faults how many were injected
 * @param verdict of the run as a whole; unknown when it never came to one
 * @param time that the run took
 */
public record RunSummary(
        String scenario,
        OutcomeCounts outcomes,
        int faults,
        Verdict.Word verdict,
        Expectation expectation,
        Duration time) {

    public RunSummary {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(outcomes, "outcomes");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(time, "time");
        if (faults < 0) {
            throw new IllegalArgumentException("faults " + faults + ": expected 0 or more");
        }
    }

    /** The line of a run folder; where files are missing it says the least favourable thing. */
    public static RunSummary of(RunFolder folder, RunDigest digest) {
        return new RunSummary(
                folder.spec().map(RunSpec::name).orElse(folder.name()),
                digest.total(),
                folder.faults().size(),
                folder.verdict().map(RunVerdict::word).orElse(Verdict.Word.UNKNOWN),
                folder.spec().map(RunSpec::expectation).orElse(Expectation.VALID),
                digest.end());
    }

    /** Whether the run came out as it should. */
    public boolean asExpected() {
        return expectation.isMetBy(verdict);
    }
}
