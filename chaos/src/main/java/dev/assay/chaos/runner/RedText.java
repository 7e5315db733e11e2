package dev.assay.chaos.runner;

import dev.assay.checker.evidence.CounterexampleText;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a terminal says of a run that did not come out as it should. */
final class RedText {
    private RedText() {}

    /**
     * The failing history of an invalid run, the reasons of an unknown one, what a valid one was to
     * be; then the command that runs it again.
     */
    static List<String> of(Path runFolder) throws IOException {
        RunFolder folder = RunFolder.read(runFolder);
        List<String> lines = new ArrayList<>();
        Optional<RunVerdict> verdict = folder.verdict();
        if (verdict.isEmpty()) {
            lines.add("there is no verdict: the run broke off");
        } else if (verdict.get().word() == Verdict.Word.VALID) {
            lines.add("a known-bad server was not caught: " + verdict.get().why());
        } else {
            reasons(verdict.get(), lines);
        }
        folder.spec().map(RunSpec::replayCommand).ifPresent(again -> lines.add("again: " + again));
        return lines;
    }

    private static void reasons(RunVerdict verdict, List<String> lines) {
        for (CheckResult check : verdict.checks()) {
            if (check.verdict() instanceof Verdict.Invalid invalid) {
                lines.add(check.checker() + ":");
                CounterexampleText.of(invalid.evidence()).lines().forEach(lines::add);
            }
        }
        if (lines.isEmpty()) {
            lines.add(verdict.why());
        }
    }
}
