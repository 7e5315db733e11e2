package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a run folder and fills it while the run goes on. What was written can be read after a
 * crash: whole files are replaced in one step, and lines are appended.
 *
 * <pre>{@code
 * try (RunFolderWriter run = RunFolderWriter.create(Path.of("runs"), spec)) {
 *     run.history().append(event);
 *     run.addFault(fault);
 *     run.writeVerdict(verdict);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Closing closes the history and the latency log, and says that
 * the run is over.
 */
public final class RunFolderWriter implements AutoCloseable {

    /** Runs of the same scenario and seed that may begin in the same second. */
    private static final int SAME_NAME_LIMIT = 1000;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private RunSpec spec;
    private RunNow now = RunNow.ofThisProcess("");
    private @Nullable HistoryWriter history;
    private @Nullable LatencyWriter latency;

    private RunFolderWriter(Path folder, RunSpec spec) {
        this.folder = folder;
        this.spec = spec;
    }

    /**
     * Makes the folder {@code <runs>/<UTC time>-<scenario>-<seed>} with {@code run.json} in it.
     *
     * @param runs the folder of all runs; made when it is not there
     */
    public static RunFolderWriter create(Path runs, RunSpec spec) throws IOException {
        Files.createDirectories(runs);
        String name = STAMP.format(spec.startedAt()) + "-" + spec.name() + "-" + spec.seed();
        RunFolderWriter writer = new RunFolderWriter(createFresh(runs, name), spec);
        Files.createDirectory(writer.folder.resolve(RunFiles.NODES));
        writer.writeSpec(spec);
        writer.tell(writer.now);
        return writer;
    }

    private static Path createFresh(Path runs, String name) throws IOException {
        for (int attempt = 1; attempt <= SAME_NAME_LIMIT; attempt++) {
            try {
                return Files.createDirectory(
                        runs.resolve(attempt == 1 ? name : name + "-" + attempt));
            } catch (FileAlreadyExistsException taken) {
                // Another run of this second: the next number.
            }
        }
        throw new IOException("cannot make a run folder " + runs.resolve(name) + ": it and "
                + (SAME_NAME_LIMIT - 1) + " numbered ones exist already");
    }

    /** The run folder. */
    public Path folder() {
        return folder;
    }

    /** Replaces {@code run.json}, for what is known only later. */
    public synchronized void writeSpec(RunSpec changed) throws IOException {
        replace(folder.resolve(RunFiles.RUN), JsonForm.PRETTY.writeValueAsString(changed));
        spec = changed;
    }

    /** The writer of {@code history.jsonl}; always the same one. */
    public synchronized HistoryWriter history() throws IOException {
        if (history == null) {
            history = new HistoryWriter(folder.resolve(RunFiles.HISTORY));
        }
        return history;
    }

    /** The writer of {@code latency.hlog}; always the same one. */
    public synchronized LatencyWriter latency() throws IOException {
        if (latency == null) {
            latency = new LatencyWriter(folder.resolve(RunFiles.LATENCY), spec.startedAt());
        }
        return latency;
    }

    /** Tells who watches the run what it does from now on, in a few words such as {@code load}. */
    public synchronized void doing(String words) throws IOException {
        tell(now.doing(words));
    }

    /** Tells who watches of a fault that begins, or of what is known of it by now. */
    public synchronized void faultGoesOn(RunNow.Fault fault) throws IOException {
        tell(now.with(fault));
    }

    private void tell(RunNow next) throws IOException {
        replace(folder.resolve(RunFiles.NOW), JsonForm.PRETTY.writeValueAsString(next));
        now = next;
    }

    /** Appends a line to {@code faults.jsonl}; call it when the fault has ended. */
    public synchronized void addFault(FaultRecord fault) throws IOException {
        append(RunFiles.FAULTS, fault);
        tell(now.with(null));
    }

    /** Appends a line to {@code leaders.jsonl}; call it when another node leads than before. */
    public synchronized void addLeader(LeaderRecord leader) throws IOException {
        append(RunFiles.LEADERS, leader);
    }

    private void append(String file, Object record) throws IOException {
        Files.write(
                folder.resolve(file),
                utf8(JsonForm.LINES.writeValueAsString(record) + "\n"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The file that the node's output belongs in, for {@link ProcessBuilder} to append to. */
    public Path nodeLog(String node) {
        return folder.resolve(RunFiles.NODES)
                .resolve(RunFiles.fileNameOf(node) + RunFiles.LOG_SUFFIX);
    }

    /** Replaces the node's last status, as the node itself told it: JSON or any other text. */
    public void writeNodeStatus(String node, String status) throws IOException {
        Path nodes = folder.resolve(RunFiles.NODES);
        replace(nodes.resolve(RunFiles.fileNameOf(node) + RunFiles.STATUS_SUFFIX), status);
    }

    /** Replaces {@code verdict.json}. */
    public void writeVerdict(RunVerdict verdict) throws IOException {
        replace(folder.resolve(RunFiles.VERDICT), JsonForm.PRETTY.writeValueAsString(verdict));
    }

    /** Replaces {@code bench.json}; call it after each measurement, so that a killed run keeps them. */
    public void writeBench(BenchResult result) throws IOException {
        replace(folder.resolve(RunFiles.BENCH), JsonForm.PRETTY.writeValueAsString(result));
    }

    private static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".part");
        Files.write(next, utf8(content + "\n"));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Half a surrogate pair becomes a question mark; Files.writeString would throw, and end the run. */
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Closes what is open; goes on past failures and throws the first, with the others suppressed. */
    @Override
    public synchronized void close() throws IOException {
        List<AutoCloseable> open = new ArrayList<>();
        if (history != null) {
            open.add(history);
        }
        if (latency != null) {
            open.add(latency);
        }
        open.add(() -> Files.deleteIfExists(folder.resolve(RunFiles.NOW)));
        IOException failure = null;
        for (AutoCloseable part : open) {
            try {
                part.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IOException("cannot finish " + folder + ": " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
