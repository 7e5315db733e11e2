package dev.assay.reports.serve;

import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.chart.LiveDigest;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.explore.OperationColumns;
import dev.assay.reports.page.ReportPage;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run folder, read as far as it was written. Small files are read again when they change; the
 * history goes on where it ended. Safe for several threads, of which one at a time reads.
 */
final class LiveRun {

    /** A run that wrote nothing for so long, and has no verdict, was ended from outside. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Path path;
    private RunFolder folder;
    private volatile WholeHistory whole;
    private LiveDigest digest;
    private String seen = "";
    private boolean ended;

    private LiveRun(Path path) throws IOException {
        this.path = path;
        this.folder = RunFolder.read(path);
        this.whole = new WholeHistory(WholeHistory.OPERATIONS_LIMIT);
        this.digest = new LiveDigest(folder, whole::add);
    }

    static LiveRun of(Path path) throws IOException {
        LiveRun run = new LiveRun(path);
        run.seen = run.smallFiles();
        run.refresh();
        return run;
    }

    /** Reads what is new. A fault or a verdict is about operations that came before: then all. */
    private void refresh() throws IOException {
        String now = smallFiles();
        if (!now.equals(seen)) {
            RunFolder fresh = RunFolder.read(path);
            boolean again = !fresh.faults().equals(folder.faults())
                    || !fresh.verdict().equals(folder.verdict());
            folder = fresh;
            seen = now;
            if (again || ended) {
                whole = new WholeHistory(WholeHistory.OPERATIONS_LIMIT);
                digest = new LiveDigest(folder, whole::add);
                ended = false;
            } else {
                digest.use(folder);
            }
        }
        digest.update();
        if (!ended && !goesOn()) {
            digest.end();
            ended = true;
        }
    }

    /** What tells that a small file was replaced or grew. */
    private String smallFiles() throws IOException {
        StringBuilder state = new StringBuilder();
        for (String name : List.of(
                RunFiles.RUN,
                RunFiles.FAULTS,
                RunFiles.LEADERS,
                RunFiles.VERDICT,
                RunFiles.BENCH)) {
            Path file = path.resolve(name);
            if (Files.exists(file)) {
                state.append(name)
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            }
        }
        return state.toString();
    }

    private boolean goesOn() throws IOException {
        return isRunning(path);
    }

    /** Whether a run is still going on: it has no verdict, and something was written lately. */
    static boolean isRunning(Path path) throws IOException {
        if (Files.exists(path.resolve(RunFiles.VERDICT))) {
            return false;
        }
        Instant last = Instant.EPOCH;
        for (String name : List.of(RunFiles.RUN, RunFiles.HISTORY, RunFiles.BENCH)) {
            Path file = path.resolve(name);
            if (Files.exists(file)) {
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                last = modified.isAfter(last) ? modified : last;
            }
        }
        return Duration.between(last, Instant.now()).compareTo(SILENCE) < 0;
    }

    synchronized String page() throws IOException {
        refresh();
        return ReportPage.renderServed(folder, digest.digest(), goesOn());
    }

    synchronized String state() throws IOException {
        refresh();
        boolean running = goesOn();
        RunDigest now = digest.digest();
        return RunState.of(folder, now, running).toJson(ReportPage.chartJson(folder, now));
    }

    synchronized String operations(OperationQuery query) throws IOException {
        refresh();
        List<Counterexample> evidence =
                folder.verdict().map(RunVerdict::evidence).orElse(List.of());
        return OperationColumns.of(whole.find(query, evidence), evidence).toJson();
    }

    /** How many operations are in memory; does not wait for who reads. */
    long held() {
        return whole.held();
    }
}
