package dev.assay.bench.measure;

import dev.assay.bench.drive.LoadListener.Progress;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The run folder of a benchmark, which can be read at any time: {@code bench.json} is written anew
 * after each measurement. Thread-safe.
 */
public final class BenchFolder implements AutoCloseable {
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RunFolderWriter folder;
    private final long startedNanos = System.nanoTime();
    private final Map<Object, BenchRow> rows = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long toldNanos = startedNanos;
    private boolean whole;

    private BenchFolder(RunFolderWriter folder) {
        this.folder = folder;
    }

    /** Makes the folder; the revision of the harness is added to what the run is. */
    public static BenchFolder create(Path runs, RunSpec spec)
            throws IOException, InterruptedException {
        RunSpec whole =
                spec.toBuilder().gitRevision(GitRevision.ofWorkingFolder()).build();
        BenchFolder made = new BenchFolder(RunFolderWriter.create(runs, whole));
        made.write();
        return made;
    }

    public RunFolderWriter writer() {
        return folder;
    }

    public Path path() {
        return folder.folder();
    }

    /** Nanoseconds since the folder was made: the clock of its latency log. */
    public long nowNanos() {
        return System.nanoTime() - startedNanos;
    }

    /** Puts a row in its place, or replaces the one of the same id. */
    public synchronized void put(Object id, BenchRow row) throws IOException {
        rows.put(id, row);
        write();
    }

    /** Tells who watches the run what is measured from now on. */
    public void doing(String words) throws IOException {
        folder.doing(words);
    }

    /** The same with how it goes, at most once a second: the load waits for the file. */
    public synchronized void goes(String what, Progress how) {
        long now = System.nanoTime();
        if (now - toldNanos < TELL_NANOS || how.seconds() <= 0) {
            return;
        }
        toldNanos = now;
        try {
            folder.doing(String.format(
                    Locale.ROOT,
                    "%s: %,.0f requests ok per second, %,d errors",
                    what,
                    how.ok() / how.seconds(),
                    how.errors()));
        } catch (IOException e) {
            throw new UncheckedIOException("now.json cannot be written", e);
        }
    }

    public synchronized void note(String sentence) throws IOException {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
            write();
        }
    }

    /** Changes rows once all is known, such as their verdict. */
    public synchronized void replaceRows(UnaryOperator<BenchRow> change) throws IOException {
        rows.replaceAll((id, row) -> change.apply(row));
        write();
    }

    /** The rows so far, in their order. */
    public synchronized List<BenchRow> rows() {
        return List.copyOf(rows.values());
    }

    /** All was measured that was to be. */
    public synchronized void whole() throws IOException {
        whole = true;
        write();
    }

    private void write() throws IOException {
        folder.writeBench(
                new BenchResult(whole, List.copyOf(rows.values()), List.of(), List.copyOf(notes)));
    }

    /** Adds an interval to the latency log. Spaces and commas of a test's name become dashes. */
    public void latency(String kind, long from, long to, Histogram service, Histogram response) {
        String word = kind.replaceAll("[\\s,()]+", "-");
        try {
            folder.latency().add(new LatencyInterval(LatencyKind.service(word), from, to, service));
            folder.latency()
                    .add(new LatencyInterval(LatencyKind.response(word), from, to, response));
        } catch (IOException e) {
            throw new UncheckedIOException("latency.hlog cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
