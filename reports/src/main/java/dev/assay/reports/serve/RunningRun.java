package dev.assay.reports.serve;

import dev.assay.reports.chart.LiveCounts;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunNow;
import dev.assay.reports.run.RunSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A run that goes on, as a line of the overview. What it was to be is read once, and of the history
 * only what is new. For one thread at a time.
 */
final class RunningRun {

    /** A look waits for no more; a run writes less in a second. */
    private static final long READ_LIMIT = 4 << 20;

    private final Path path;
    private final String scenario;
    private final Duration planned;
    private final Instant started;
    private final LiveCounts counts;

    RunningRun(Path path) throws IOException {
        this.path = path;
        RunFolder folder = RunFolder.read(path);
        this.scenario = folder.spec().map(RunSpec::name).orElse(folder.name());
        this.planned = folder.spec().map(RunSpec::duration).orElse(Duration.ZERO);
        this.started = folder.spec().map(RunSpec::startedAt).orElseGet(Instant::now);
        this.counts = new LiveCounts(path);
    }

    IndexPage.Running look() throws IOException {
        counts.update(READ_LIMIT);
        OutcomeCounts outcomes = counts.counts();
        boolean counted = outcomes.total() > 0 || !Files.exists(path.resolve(RunFiles.BENCH));
        // The history has the clock of the load; a benchmark that nobody verifies has none.
        Duration elapsed = counted
                ? Duration.ofNanos(counts.lastNanos())
                : Duration.between(started, Instant.now());
        String doing = LiveWords.doing(RunNow.read(path), elapsed);
        return new IndexPage.Running(
                String.valueOf(path.getFileName()),
                scenario,
                counts.unread() == 0 ? doing : "reading what was written before; " + doing,
                LiveWords.time(elapsed, planned),
                LiveWords.share(elapsed, planned),
                counted,
                outcomes,
                counts.okPerSecond());
    }
}
