package dev.assay.chaos.runner;

import dev.assay.chaos.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs each control some times, each with another seed, and counts how often and how fast it was
 * caught. A run ends at the first detection.
 */
public final class MutantTable {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final RunOptions options;
    private volatile @Nullable ScenarioRunner current;
    private volatile boolean aborted;

    public MutantTable(RunOptions options) {
        this.options = options;
    }

    /**
     * One control.
     *
     * @param caughtAfterMillis of each run that caught it, from the start of the load
     * @param faults how often which fault came last before the detection
     */
    public record Row(
            Scenario scenario,
            int runs,
            List<Long> caughtAfterMillis,
            Map<String, Integer> faults) {

        public Row {
            caughtAfterMillis = List.copyOf(caughtAfterMillis);
            faults = Map.copyOf(faults);
        }

        /** How many runs caught it. */
        public int caught() {
            return caughtAfterMillis.size();
        }

        private String median() {
            List<Long> sorted = caughtAfterMillis.stream().sorted().toList();
            return sorted.isEmpty()
                    ? "-"
                    : String.format(
                            Locale.ROOT,
                            "%.1f s",
                            sorted.get(sorted.size() / 2) / MILLIS_PER_SECOND);
        }

        private String lastFaults() {
            return faults.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(fault -> faults.size() == 1
                            ? fault.getKey()
                            : fault.getKey() + " (" + fault.getValue() + ")")
                    .collect(Collectors.joining(", "));
        }

        private String slowest() {
            return caughtAfterMillis.stream()
                    .max(Long::compare)
                    .map(most -> String.format(Locale.ROOT, "%.1f s", most / MILLIS_PER_SECOND))
                    .orElse("-");
        }
    }

    /** Runs one control so often. */
    public Row run(Scenario scenario, int runs) throws IOException {
        List<Long> caught = new ArrayList<>();
        Map<String, Integer> faults = new HashMap<>();
        int done = 0;
        for (int i = 0; i < runs && !aborted; i++) {
            ScenarioRunner runner = new ScenarioRunner(scenario, options);
            current = runner;
            Ran ran = runner.run(i);
            Judged judged = ran.judge();
            current = null;
            done++;
            Figures figures = judged.figures();
            if (judged.row().asExpected() && figures != null) {
                long after = figures.caughtAfterMillis() == null
                        ? figures.lengthMillis() // only the whole history showed it
                        : figures.caughtAfterMillis();
                caught.add(after);
                faults.merge(
                        ran.faultBefore(TimeUnit.MILLISECONDS.toNanos(after)).orElse("none yet"),
                        1,
                        Integer::sum);
            }
            options.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "%s run %d of %d: %s",
                            scenario.name(),
                            i + 1,
                            runs,
                            judged.row().asExpected()
                                    ? String.format(
                                            Locale.ROOT,
                                            "caught after %.1f s",
                                            caught.get(caught.size() - 1) / MILLIS_PER_SECOND)
                                    : "not caught, " + judged.folder()));
        }
        return new Row(scenario, done, caught, faults);
    }

    /** The table, for the README. */
    public static String markdown(List<Row> rows) {
        StringBuilder lines = new StringBuilder(
                "| known-bad server | runs | caught | median time to detection | slowest | workload | fault before it |\n"
                        + "|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            lines.append(String.format(
                    Locale.ROOT,
                    "| `%s`: %s | %d | %d | %s | %s | %s | %s |\n",
                    row.scenario().system(),
                    row.scenario().summary(),
                    row.runs(),
                    row.caught(),
                    row.median(),
                    row.slowest(),
                    row.scenario().workload().name(),
                    row.lastFaults()));
        }
        return lines.toString();
    }

    /** Ends the run that is under way. */
    public void abort() throws IOException {
        aborted = true;
        ScenarioRunner runner = current;
        if (runner != null) {
            runner.abort();
        }
    }
}
