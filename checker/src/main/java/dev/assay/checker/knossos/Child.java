package dev.assay.checker.knossos;

import dev.assay.checker.engine.Limit;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The other JVM, seen from this one. Questions go in as their length and their bytes, answers come
 * out as lines. For one thread; whoever started it closes it.
 */
final class Child implements AutoCloseable {

    // The first words of the child's lines.
    static final String READY = "ready";
    static final String UNAVAILABLE = "unavailable";
    static final String VALID = "valid";
    static final String INVALID = "invalid";
    static final String UNKNOWN = "unknown";
    static final String FAILED = "failed";

    /** How far the child has come. */
    enum State {
        LOADING,
        READY,
        UNAVAILABLE
    }

    /** Stands for the end of the child's answers. */
    private static final String END = "";

    /** Of what the child wrote to its standard error, which is where a JVM says why it dies. */
    private static final int ERROR_CHARS_MAX = 2_000;

    private static final long POLL_MILLIS = 10;

    /** A killed process is gone at once, unless the machine hangs. */
    private static final long KILL_SECONDS_MAX = 10;

    private final Process process;
    private final DataOutputStream questions;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuffer errors = new StringBuffer();
    private final Thread killer;
    private State state = State.LOADING;
    private String problem = "";

    private Child(Process process) {
        this.process = process;
        this.questions = new DataOutputStream(process.getOutputStream());
        this.killer = new Thread(process::destroyForcibly, "assay-knossos-killer");
    }

    static Child start(String classPath, long heapBytes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapBytes,
                "-Xss4m", // Knossos recurses
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                ChildMain.class.getName());
        builder.environment().put("CLASSPATH", classPath);
        Child child = new Child(builder.start());
        try {
            Runtime.getRuntime().addShutdownHook(child.killer);
        } catch (IllegalStateException e) {
            child.process.destroyForcibly();
            throw new IOException("this JVM is shutting down", e);
        }
        child.read("answers", child.process.getInputStream(), child::answer);
        child.read("errors", child.process.getErrorStream(), child::error);
        return child;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until Knossos is loaded, or is known not to be there, or the limit says stop. */
    State loaded(Limit limit) {
        if (state == State.LOADING) {
            String line = next(limit);
            if (line == null) {
                return state;
            }
            state = line.equals(READY) ? State.READY : State.UNAVAILABLE;
            problem = line.startsWith(UNAVAILABLE + " ")
                    ? line.substring(UNAVAILABLE.length() + 1)
                    : end();
        }
        return state;
    }

    /** Why Knossos is unavailable. */
    String problem() {
        return problem;
    }

    /**
     * The child's answer; null if the limit said stop before there was one.
     *
     * @throws IOException if the child died
     */
    @Nullable
    String ask(byte[] question, Limit limit) throws IOException {
        questions.writeInt(question.length);
        questions.write(question);
        questions.flush();
        String answer = next(limit);
        if (END.equals(answer)) {
            throw new IOException("the child has ended");
        }
        return answer;
    }

    /** How it ended, for people. */
    String end() {
        try {
            if (!process.waitFor(KILL_SECONDS_MAX, TimeUnit.SECONDS)) {
                return "its JVM no longer answers";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        String said = errors.toString().strip().replace('\n', ' ');
        return "its JVM ended with exit code " + process.exitValue()
                + (said.isEmpty() ? "" : ": " + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        try {
            process.waitFor(KILL_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // It is running: this JVM is shutting down.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String next(Limit limit) {
        try {
            while (true) {
                String line = answers.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null) {
                    return line;
                }
                if (limit.exhausted()) {
                    return null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void answer(@Nullable String line) {
        answers.add(line == null ? END : line);
    }

    private void error(@Nullable String line) {
        if (line != null && errors.length() + line.length() < ERROR_CHARS_MAX) {
            errors.append(line).append('\n');
        }
    }

    /** Takes lines; null is the end. */
    private interface Lines {
        void take(@Nullable String line);
    }

    private void read(String what, InputStream in, Lines lines) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                        for (String line = reader.readLine();
                                line != null;
                                line = reader.readLine()) {
                            lines.take(line);
                        }
                    } catch (IOException e) {
                        // The child was killed: the same as its end.
                    } finally {
                        lines.take(null);
                    }
                },
                "assay-knossos-" + what);
        thread.setDaemon(true);
        thread.start();
    }
}
