package dev.assay.reports.form;

import dev.assay.checker.verdict.CheckResult;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;
import dev.assay.reports.summary.RunSummary;

import java.util.List;
import java.util.Objects;

/** A run that was read and boiled down, as all forms take it. */
public record Run(RunFolder folder, RunDigest digest, RunSummary summary) {

    public Run {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(summary, "summary");
    }

    public static Run of(RunFolder folder, RunDigest digest) {
        return new Run(folder, digest, RunSummary.of(folder, digest));
    }

    List<CheckResult> checks() {
        return folder.verdict().map(RunVerdict::checks).orElse(List.of());
    }

    String why() {
        return folder.verdict().map(RunVerdict::why).orElse("This run did not come to a verdict.");
    }

    String replayCommand() {
        return folder.spec().map(RunSpec::replayCommand).orElse("");
    }
}
