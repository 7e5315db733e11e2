package dev.assay.chaos.runner;

import dev.assay.chaos.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Run after run, each with the next seed and a cluster of its own. What is held does not grow with
 * the number of runs: a line in a file for each, the folders of the newest, and those that did not
 * come out as expected. Used by one thread, {@link #abort} by any.
 */
public final class Soak {

    static final String LINES = "soak.csv";

    private static final String HEADING =
            "seed,verdict,operations,ok,fail,info,faults,availability %,longest silence ms,p99.9 ms,"
                    + "heap MB,folder\n";

    private final Scenario scenario;
    private final RunOptions options;
    private final int keep;
    private final Deque<Path> kept = new ArrayDeque<>();
    private volatile @Nullable ScenarioRunner current;
    private volatile boolean aborted;

    /** @param keep folders of runs as expected that stay */
    public Soak(Scenario scenario, RunOptions options, int keep) {
        this.scenario = scenario;
        this.options = options;
        this.keep = keep;
    }

    /** What came of all runs. */
    public record Totals(int runs, int red, long operations, Duration time) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d runs in %d min, %d not as expected, %,d operations",
                    runs,
                    time.toMinutes(),
                    red,
                    operations);
        }
    }

    /**
     * Goes on for so long, or for so many runs, whichever is reached first.
     *
     * @param lines gets one a run
     */
    public Totals run(Duration length, int runsMax, Consumer<String> lines) throws IOException {
        long start = System.nanoTime();
        Files.createDirectories(options.runs());
        Path file = options.runs().resolve(LINES);
        if (!Files.exists(file)) {
            Files.writeString(file, HEADING);
        }
        int runs = 0;
        int red = 0;
        long operations = 0;
        while (!aborted && runs < runsMax && System.nanoTime() - start < length.toNanos()) {
            ScenarioRunner runner = new ScenarioRunner(scenario, options);
            List<String> missing = runner.missing();
            if (!missing.isEmpty()) {
                throw new IOException(scenario.name() + ": " + String.join("; ", missing));
            }
            current = runner;
            Judged judged = runner.run(runs).judge();
            current = null;
            if (aborted) {
                break;
            }
            String line = line(options.seed() + runs, judged);
            Files.write(
                    file,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.APPEND);
            lines.accept(line);
            runs++;
            operations += judged.row().outcomes().total();
            if (judged.green()) {
                roll(judged.folder());
            } else {
                red++;
            }
        }
        return new Totals(runs, red, operations, Duration.ofNanos(System.nanoTime() - start));
    }

    private static String line(long seed, Judged judged) {
        Figures.@Nullable Period whole =
                judged.figures() == null ? null : judged.figures().whole();
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%d,%s,%d,%d,%d,%d,%d,%.2f,%.0f,%.0f,%d,%s",
                seed,
                judged.row().verdict().name().toLowerCase(Locale.ROOT),
                judged.row().outcomes().total(),
                judged.row().outcomes().ok(),
                judged.row().outcomes().fail(),
                judged.row().outcomes().info(),
                judged.row().faults(),
                whole == null ? 0 : whole.availabilityPercent(),
                whole == null ? 0 : whole.errorWindowMillis(),
                whole == null ? 0 : whole.p999Millis(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                judged.folder().getFileName());
    }

    private void roll(Path folder) throws IOException {
        kept.addLast(folder);
        if (kept.size() > keep) {
            delete(kept.removeFirst());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Ends the run that is under way and starts no further one. */
    public void abort() throws IOException {
        aborted = true;
        ScenarioRunner runner = current;
        if (runner != null) {
            runner.abort();
        }
    }
}
