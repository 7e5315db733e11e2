package dev.assay.bench.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One call of a program of this machine, with a deadline and nothing to read. From any thread. */
public final class HostCommand {

    /** More of an error than this helps nobody. */
    private static final int ERROR_CHARS_MAX = 600;

    private HostCommand() {}

    /**
     * Runs to the end, without a shell.
     *
     * @param longest how long it may take before it is killed
     * @return what it printed, without the last line's end
     * @throws IOException when it failed or took too long, with the call and what it said
     */
    public static String run(List<String> call, Duration longest) throws IOException {
        String words = "'" + String.join(" ", call) + "'";
        Path output = Files.createTempFile("assay-command", ".out");
        try {
            Process process = new ProcessBuilder(call)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = await(process, longest, words);
            String said = Files.readString(output, StandardCharsets.UTF_8).strip();
            if (!ended) {
                throw new IOException(words + " did not end within " + longest.toSeconds()
                        + " s; so far it said: " + shortened(said));
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        words + " ended with " + process.exitValue() + ": " + shortened(said));
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Where a program is on the PATH. */
    public static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean await(Process process, Duration longest, String words)
            throws IOException {
        try {
            boolean ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in " + words);
        }
    }

    private static String shortened(String text) {
        return text.length() <= ERROR_CHARS_MAX ? text : text.substring(0, ERROR_CHARS_MAX) + "...";
    }
}
