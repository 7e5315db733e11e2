package dev.assay.chaos.runner;

import dev.assay.chaos.scenario.Scenario;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.summary.RunSummary;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
     * @param sloMisses what was asked for beyond safety and missed
     */
    public record Outcome(
            List<RunSummary> rows,
            List<IndexPage.Entry> runs,
            List<String> leftOut,
            List<String> sloMisses) {

        /** Whether every scenario came out as it should, and there was one. */
        public boolean green() {
            return !rows.isEmpty()
                    && rows.stream().allMatch(RunSummary::asExpected)
                    && sloMisses.isEmpty();
        }
    }

    /** The verdict of one run is made while the next one starts, where nothing waits for it. */
    public Outcome run() throws IOException {
        List<Future<Judged>> last = new ArrayList<>();
        List<Judged> tried = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        ExecutorService judges = Executors.newSingleThreadExecutor();
        try {
            for (Scenario scenario : scenarios) {
                ScenarioRunner runner = new ScenarioRunner(scenario, options);
                List<String> missing = runner.missing();
                if (!missing.isEmpty()) {
                    leftOut.add(scenario.name() + ": left out, " + String.join("; ", missing));
                    options.progress().accept(leftOut.get(leftOut.size() - 1));
                    continue;
                }
                current.set(runner);
                last.add(untilCaught(scenario, runner, judges, tried));
                current.set(null);
                if (aborted) {
                    break;
                }
            }
            return outcome(last, tried, leftOut);
        } finally {
            judges.shutdown();
        }
    }

    private Outcome outcome(List<Future<Judged>> last, List<Judged> tried, List<String> leftOut)
            throws IOException {
        List<RunSummary> rows = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        List<Judged> all = new ArrayList<>(tried);
        for (Future<Judged> future : last) {
            Judged judged = get(future);
            rows.add(judged.row());
            all.add(judged);
            if (judged.figures() != null) {
                judged.figures()
                        .sloMisses()
                        .forEach(miss -> misses.add(
                                judged.folder().getFileName() + ": SLO missed: " + miss));
            }
        }
        List<IndexPage.Entry> runs = all.stream()
                .map(one -> new IndexPage.Entry(one.folder().getFileName().toString(), one.row()))
                .toList();
        return new Outcome(rows, runs, leftOut, misses);
    }

    /** The judge of the last attempt; those before were not caught. */
    private Future<Judged> untilCaught(
            Scenario scenario, ScenarioRunner runner, ExecutorService judges, List<Judged> tried)
            throws IOException {
        for (int attempt = 0; ; attempt++) {
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
            Ran ran = runner.run(attempt);
            boolean last = attempt + 1 >= scenario.attempts();
            Future<Judged> judged = judges.submit(() -> judge(scenario, ran, last));
            if (last || aborted || get(judged).row().asExpected()) {
                return judged;
            }
            tried.add(get(judged));
        }
    }

    private Judged judge(Scenario scenario, Ran ran, boolean last) throws IOException {
        Judged judged = ran.judge();
        options.progress()
                .accept(scenario.name() + ": " + conclusion(scenario, judged.row()) + ": "
                        + ran.folder().resolve("report.html"));
        if (last && !judged.row().asExpected()) {
            RedText.of(ran.folder()).forEach(options.progress());
        }
        return judged;
    }

    private static Judged get(Future<Judged> future) throws IOException {
        // Ctrl-C interrupts this thread, and what was run is still to be written down.
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("a run could not be judged: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
