package dev.assay.reports.serve;

import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.chart.LiveDigest;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.explore.OperationColumns;
import dev.assay.reports.page.ReportPage;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunNow;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run folder, read as far as it was written. Small files are read again when they change; the
 * history goes on where it ended. Safe for several threads, of which one at a time reads.
 */
final class LiveRun {

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

    /**
     * Reads what is new. A fault or a verdict is about operations that came before: these are looked at
     * again, in memory where all of them are there.
     */
    private void refresh() throws IOException {
        String now = smallFiles();
        if (!now.equals(seen)) {
            RunFolder fresh = RunFolder.read(path);
            boolean again = !fresh.faults().equals(folder.faults())
                    || !fresh.verdict().equals(folder.verdict());
            folder = fresh;
            seen = now;
            if (again && !ended && whole.isWhole()) {
                digest.use(folder, whole::forEach);
            } else if (again || ended) {
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
        return RunNow.goesOn(path);
    }

    synchronized String page() throws IOException {
        refresh();
        return ReportPage.renderServed(folder, digest.digest(), goesOn());
    }

    synchronized String state() throws IOException {
        refresh();
        boolean running = goesOn();
        RunDigest figures = digest.digest();
        Optional<RunNow> now = RunNow.read(path);
        return RunState.of(folder, figures, now, running)
                .toJson(ReportPage.chartJson(folder, figures, faultOf(now, figures)));
    }

    /** The fault that is under way, as far as it has come. */
    private static Optional<FaultRecord> faultOf(Optional<RunNow> now, RunDigest figures) {
        return now.map(RunNow::fault)
                .map(fault -> new FaultRecord(
                        fault.name(),
                        fault.startNanos(),
                        Math.max(fault.startNanos(), figures.end().toNanos()),
                        fault.targets(),
                        Map.of(),
                        fault.effect(),
                        0,
                        false,
                        null));
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
