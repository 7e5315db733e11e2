package dev.assay.reports.summary;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One run in one line.
 *
 * @param outcomes of its operations
 * @param faults how many were injected
 * @param verdict of the run as a whole; unknown when it never came to one
 * @param time that the run took
 * @param figures to compare it by
 */
public record RunSummary(
        String scenario,
        OutcomeCounts outcomes,
        int faults,
        Verdict.Word verdict,
        Expectation expectation,
        Duration time,
        RunFigures figures) {

    public RunSummary {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(outcomes, "outcomes");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(figures, "figures");
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
                folder.verdict().map(RunVerdict::word).orElseGet(() -> ofRows(folder)),
                folder.spec().map(RunSpec::expectation).orElse(Expectation.VALID),
                digest.end(),
                RunFigures.of(folder, digest));
    }

    /** Of a benchmark whose rows were verified each by itself: the worst; unknown if one was not. */
    private static Verdict.Word ofRows(RunFolder folder) {
        List<BenchRow> rows = folder.bench().map(BenchResult::rows).orElse(List.of());
        Verdict.Word worst = rows.isEmpty() ? Verdict.Word.UNKNOWN : Verdict.Word.VALID;
        for (BenchRow row : rows) {
            Verdict.Word verdict = row.verdict();
            Verdict.Word word = verdict == null ? Verdict.Word.UNKNOWN : verdict;
            worst = word.compareTo(worst) > 0 ? word : worst;
        }
        return worst;
    }

    /** Whether something is expected of it: of a benchmark that nobody verified, nothing is. */
    public boolean isJudged() {
        return !figures.isBenchmark() || verdict != Verdict.Word.UNKNOWN;
    }

    /** Whether the run came out as it should, if anything {@linkplain #isJudged was expected}. */
    public boolean asExpected() {
        return !isJudged() || expectation.isMetBy(verdict);
    }
}
