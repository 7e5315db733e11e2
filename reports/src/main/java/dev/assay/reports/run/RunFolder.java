package dev.assay.reports.run;

import dev.assay.checker.history.Event;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A run folder, read back. The small files are held; history and latencies, which may be large, are
 * streamed. A part that is missing or damaged is one of the {@link #problems}, and the rest is
 * usable.
 */
public final class RunFolder {

    private final Path path;
    private final Optional<RunSpec> spec;
    private final Optional<RunVerdict> verdict;
    private final Optional<BenchResult> bench;
    private final List<FaultRecord> faults;
    private final List<LeaderRecord> leaders;
    private final List<NodeLog> nodeLogs;
    private final Optional<RunNow> now;
    private final List<FileProblem> problems;

    private RunFolder(Path path) {
        List<FileProblem> found = new ArrayList<>();
        this.path = path;
        this.spec = readWhole(path.resolve(RunFiles.RUN), RunSpec.class, found);
        Path benchFile = path.resolve(RunFiles.BENCH);
        boolean benchmark = Files.exists(benchFile); // only a benchmark has one
        this.bench = benchmark ? readWhole(benchFile, BenchResult.class, found) : Optional.empty();
        Path verdictFile = path.resolve(RunFiles.VERDICT);
        this.verdict = benchmark && !Files.exists(verdictFile) // nobody verified
                ? Optional.empty()
                : readWhole(verdictFile, RunVerdict.class, found);
        this.faults = readLines(path.resolve(RunFiles.FAULTS), FaultRecord.class, found);
        this.leaders = readLines(path.resolve(RunFiles.LEADERS), LeaderRecord.class, found);
        this.nodeLogs = NodeLogReader.read(path.resolve(RunFiles.NODES), found);
        this.now = RunNow.read(path);
        this.problems = List.copyOf(found);
    }

    /**
     * Reads what is there.
     *
     * @throws NotDirectoryException when the path is not a folder; all else is a problem, not an
     *     exception
     */
    public static RunFolder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + ": expected a run folder");
        }
        return new RunFolder(folder);
    }

    /** Whether a folder holds a run, or what is left of one. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(RunFiles.RUN))
                || Files.isRegularFile(folder.resolve(RunFiles.HISTORY))
                || Files.isRegularFile(folder.resolve(RunFiles.VERDICT));
    }

    public Path path() {
        return path;
    }

    /** The folder's own name, which tells time, scenario and seed. */
    public String name() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    public Optional<RunSpec> spec() {
        return spec;
    }

    public Optional<RunVerdict> verdict() {
        return verdict;
    }

    /** What was measured; empty of a run that is no benchmark, and of one whose file is damaged. */
    public Optional<BenchResult> bench() {
        return bench;
    }

    /** In the order in which they ended. */
    public List<FaultRecord> faults() {
        return faults;
    }

    /** In the order of time; empty when nobody watched. */
    public List<LeaderRecord> leaders() {
        return leaders;
    }

    /** In the order of the nodes' names. */
    public List<NodeLog> nodeLogs() {
        return nodeLogs;
    }

    /** What the run did when it was read; empty when it had come to its end. */
    public Optional<RunNow> now() {
        return now;
    }

    /** What is wrong with the small files; reading history and latencies may tell of more. */
    public List<FileProblem> problems() {
        return problems;
    }

    /** Hands over each event, in the order of the file; the problem, if any, is what was left out. */
    public Optional<FileProblem> readHistory(Consumer<Event> events) {
        Path file = path.resolve(RunFiles.HISTORY);
        if (Files.exists(file)) {
            return JsonLines.read(file, Event.class, events);
        }
        return Files.exists(path.resolve(RunFiles.BENCH)) // nobody verified
                ? Optional.empty()
                : Optional.of(missing(RunFiles.HISTORY));
    }

    /** Hands over each interval, in the order of the file; a run may well have no such file. */
    public Optional<FileProblem> readLatency(Consumer<LatencyInterval> intervals) {
        Path file = path.resolve(RunFiles.LATENCY);
        return Files.exists(file) ? LatencyReader.read(file, intervals) : Optional.empty();
    }

    /** Not every run has such a file: without faults there are none. */
    private static <T> List<T> readLines(Path file, Class<T> type, List<FileProblem> problems) {
        List<T> lines = new ArrayList<>();
        if (Files.exists(file)) {
            JsonLines.read(file, type, lines::add).ifPresent(problems::add);
        }
        return List.copyOf(lines);
    }

    private static <T> Optional<T> readWhole(Path file, Class<T> type, List<FileProblem> problems) {
        String name = String.valueOf(file.getFileName());
        try {
            if (!Files.exists(file)) {
                problems.add(missing(name));
                return Optional.empty();
            }
            T value = JsonForm.PRETTY.readValue(Files.readAllBytes(file), type);
            if (value == null) {
                problems.add(new FileProblem(name, "expected a JSON object, found null"));
            }
            return Optional.ofNullable(value);
        } catch (IOException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException e) {
            problems.add(new FileProblem(name, "cannot be read: " + JsonForm.reason(e)));
            return Optional.empty();
        }
    }

    private static FileProblem missing(String name) {
        return new FileProblem(name, "is missing; the run may not have come this far");
    }
}
