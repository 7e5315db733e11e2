package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code now.json}: what a run does at the moment. The file is there only while the run goes on; one
 * that is left over tells what a run did when its process ended.
 *
 * @param pid of the process that makes the run
 * @param processStartedMillis when that process began, since 1970, by which it is told from a later
 *     one of the same number; 0 where the system does not say
 * @param doing in words, such as {@code load}; empty before anything is done
 * @param fault that is under way; null when none is
 */
public record RunNow(
        long pid,
        long processStartedMillis,
        String doing,
        @Nullable Fault fault) {

    /** In a container a process has another number: then what was written lately counts. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * A fault from its injection until it is written down as a {@link FaultRecord}.
     *
     * @param startNanos on the clock of the history
     * @param targets empty until it was injected
     * @param effect that was seen; null as long as none was
     */
    public record Fault(
            String name,
            long startNanos,
            List<String> targets,
            @Nullable String effect) {
        public Fault {
            Objects.requireNonNull(name, "name");
            targets = List.copyOf(targets);
        }
    }

    public RunNow {
        Objects.requireNonNull(doing, "doing");
    }

    static RunNow ofThisProcess(String doing) {
        ProcessHandle self = ProcessHandle.current();
        return new RunNow(self.pid(), startedMillis(self), doing, null);
    }

    RunNow doing(String next) {
        return new RunNow(pid, processStartedMillis, next, fault);
    }

    RunNow with(@Nullable Fault next) {
        return new RunNow(pid, processStartedMillis, doing, next);
    }

    /** What a run folder says, if it says anything that can be read. */
    public static Optional<RunNow> read(Path runFolder) {
        try {
            return Optional.ofNullable(JsonForm.PRETTY.readValue(
                    Files.readAllBytes(runFolder.resolve(RunFiles.NOW)), RunNow.class));
        } catch (IOException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a run goes on: it says so, has no verdict yet, and its process is there or wrote
     * something lately.
     */
    public static boolean goesOn(Path runFolder) throws IOException {
        if (!Files.exists(runFolder.resolve(RunFiles.NOW))
                || Files.exists(runFolder.resolve(RunFiles.VERDICT))) {
            return false;
        }
        return read(runFolder).map(RunNow::isProcessThere).orElse(false) || wroteLately(runFolder);
    }

    private boolean isProcessThere() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedMillis(process) == processStartedMillis)
                .isPresent();
    }

    private static boolean wroteLately(Path runFolder) throws IOException {
        Instant last = Instant.EPOCH;
        for (String name : List.of(RunFiles.NOW, RunFiles.HISTORY, RunFiles.LATENCY)) {
            Path file = runFolder.resolve(name);
            if (Files.exists(file)) {
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                last = modified.isAfter(last) ? modified : last;
            }
        }
        return Duration.between(last, Instant.now()).compareTo(SILENCE) < 0;
    }

    private static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
