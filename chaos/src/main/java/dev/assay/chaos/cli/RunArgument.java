package dev.assay.chaos.cli;

import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.timeline.ScenarioFiles;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run that somebody names again.
 *
 * @param scenario with the very steps that it had
 */
record RunArgument(Scenario scenario, long seed, Verdict.Word verdict) {

    static RunArgument read(Path folder) throws IOException {
        Path file = folder.resolve(ScenarioFiles.IN_RUN);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(folder + ": there is no " + ScenarioFiles.IN_RUN
                    + " in it, expected the folder of a chaos run");
        }
        RunFolder run = RunFolder.read(folder);
        RunSpec spec = run.spec()
                .orElseThrow(() -> new IllegalArgumentException(
                        folder + ": run.json cannot be read: " + run.problems()));
        return new RunArgument(
                ScenarioFiles.read(file),
                spec.seed(),
                run.verdict().map(RunVerdict::word).orElse(Verdict.Word.UNKNOWN));
    }
}
