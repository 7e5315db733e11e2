package dev.assay.bench.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts child processes in a way that none outlives this JVM, however it ends. A shell in the
 * background waits for the end of its standard input, which is when this JVM closes it or is gone
 * (SIGKILL, too), and then kills all that is noted.
 *
 * <p>The race between a start and the end of this JVM is closed by order: a child first notes its
 * process id, then looks whether the reaper has begun; the reaper first says that it has begun, then
 * reads the notes. SIGKILL also ends a process that is stopped. Thread-safe.
 */
public final class ProcessReaper implements AutoCloseable {
    /** How long a killed process may take to vanish. */
    public static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private static final String WAIT_THEN_KILL = """
            trap '' INT TERM HUP QUIT
            while read -r line; do :; done
            : > "$0/begun"
            for note in "$0"/*.pid; do
              [ -f "$note" ] && kill -KILL "$(cat "$note")" 2>/dev/null
            done
            rm -rf "$0"
            """;
    private static final String NOTE_THEN_RUN = """
            echo $$ > "$0.new" && mv "$0.new" "$0" && [ ! -e "${0%/*}/begun" ] && exec "$@"
            exit 113
            """;

    private final Path notes;
    private final Process shell;
    private final List<Child> children = new ArrayList<>();
    private int started;
    private boolean closed;

    private record Child(Process process, Path note) {}

    private ProcessReaper(Path notes, Process shell) {
        this.notes = notes;
        this.shell = shell;
    }

    /** A folder that is gone when the reaper is, however the run ends: for data of the children. */
    public Path workFolder() {
        return notes;
    }

    /** Starts the shell. */
    public static ProcessReaper start() throws IOException {
        Path notes = Files.createTempDirectory("assay-reaper");
        Process shell = new ProcessBuilder("sh", "-c", WAIT_THEN_KILL, notes.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ProcessReaper(notes, shell);
    }

    /**
     * Starts a child whose output is appended to a file.
     *
     * @return the child itself: the shell that noted its id has become it
     */
    public synchronized Process launch(
            List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        if (closed) {
            throw new IOException("no process is started any more: the run is being ended");
        }
        Path note = notes.resolve(started++ + ".pid");
        List<String> noted = new ArrayList<>(List.of("sh", "-c", NOTE_THEN_RUN, note.toString()));
        noted.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(noted)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        children.add(new Child(process, note));
        return process;
    }

    /** SIGKILL, and wait until it is gone. */
    public void kill(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(KILL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " is still there "
                        + KILL_TIMEOUT.toSeconds() + " s after SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget(process);
    }

    private synchronized void forget(Process process) {
        children.removeIf(child -> {
            if (child.process() != process) {
                return false;
            }
            try {
                Files.deleteIfExists(child.note());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    /** Kills all that still runs, then the shell. Idempotent. */
    @Override
    public void close() throws IOException {
        List<Child> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(children);
        }
        for (Child child : left) {
            kill(child.process());
        }
        shell.getOutputStream().close();
        try {
            shell.waitFor(KILL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
