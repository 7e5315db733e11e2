package dev.assay.chaos.runner;

import dev.assay.chaos.scenario.Scenario;
import dev.assay.reports.Reports;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.summary.RunSummary;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs scenarios one after the other. A control is tried until it is caught, as often as it allows;
 * what the machine lacks is said and left out. Used by one thread, {@link #abort} by any.
 */
public final class SetRunner {
    private final List<Scenario> scenarios;
    private final RunOptions options;
    private final AtomicReference<@Nullable ScenarioRunner> current = new AtomicReference<>();
    private volatile boolean aborted;

    public SetRunner(List<Scenario> scenarios, RunOptions options) {
        this.scenarios = List.copyOf(scenarios);
        this.options = options;
    }

    /**
     * What came of a set.
     *
     * @param rows one a scenario that ran, of its last attempt
     * @param runs all attempts, with the names of their folders
     * @param leftOut sentences about scenarios that this machine cannot run
     */
    public record Outcome(List<RunSummary> rows, List<IndexPage.Entry> runs, List<String> leftOut) {
        /** Whether every scenario came out as it should, and there was one. */
        public boolean green() {
            return !rows.isEmpty() && rows.stream().allMatch(RunSummary::asExpected);
        }
    }

    public Outcome run() throws IOException {
        List<RunSummary> rows = new ArrayList<>();
        List<IndexPage.Entry> runs = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            ScenarioRunner runner = new ScenarioRunner(scenario, options);
            List<String> missing = runner.missing();
            if (!missing.isEmpty()) {
                leftOut.add(scenario.name() + ": left out, " + String.join("; ", missing));
                options.progress().accept(leftOut.get(leftOut.size() - 1));
                continue;
            }
            current.set(runner);
            rows.add(untilCaught(scenario, runner, runs));
            current.set(null);
            if (aborted) {
                break;
            }
        }
        return new Outcome(rows, runs, leftOut);
    }

    private RunSummary untilCaught(
            Scenario scenario, ScenarioRunner runner, List<IndexPage.Entry> runs)
            throws IOException {
        Path folder;
        RunSummary row;
        int attempt = 0;
        do {
            options.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "== %s: %s%s",
                            scenario.name(),
                            scenario.summary(),
                            scenario.attempts() == 1
                                    ? ""
                                    : " (try " + (attempt + 1) + " of at most "
                                            + scenario.attempts() + ")"));
            folder = runner.run(attempt);
            row = Reports.renderRun(folder);
            runs.add(new IndexPage.Entry(folder.getFileName().toString(), row));
            options.progress()
                    .accept(conclusion(scenario, row) + ": " + folder.resolve("report.html"));
            attempt++;
        } while (!row.asExpected() && attempt < scenario.attempts() && !aborted);
        if (!row.asExpected()) {
            RedText.of(folder).forEach(options.progress());
        }
        return row;
    }

    private static String conclusion(Scenario scenario, RunSummary row) {
        String word = row.verdict().name().toLowerCase(Locale.ROOT);
        if (scenario.expectation() == Expectation.VALID) {
            return word;
        }
        return word + (row.asExpected() ? ", caught as it should be" : ", not caught");
    }

    /** Ends the scenario that is under way and runs no further one. */
    public void abort() throws IOException {
        aborted = true;
        ScenarioRunner runner = current.get();
        if (runner != null) {
            runner.abort();
        }
    }
}
