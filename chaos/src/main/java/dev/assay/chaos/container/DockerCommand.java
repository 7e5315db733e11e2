package dev.assay.chaos.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of the {@code docker} program, with a deadline. From any thread. */
final class DockerCommand {
    static final String PROGRAM = "docker";

    /** The engine answers in well under a second; a busy machine is given a minute. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** More of an error than this helps nobody. */
    private static final int ERROR_CHARS_MAX = 600;

    private DockerCommand() {}

    /**
     * Runs to the end.
     *
     * @return what it printed, without the last line's end
     * @throws IOException when it failed or took too long, with the call and what it said
     */
    static String run(String... arguments) throws IOException {
        return run(List.of(arguments));
    }

    static String run(List<String> arguments) throws IOException {
        List<String> call = new ArrayList<>();
        call.add(PROGRAM);
        call.addAll(arguments);
        Path output = Files.createTempFile("assay-docker", ".out");
        try {
            Process process = new ProcessBuilder(call)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = await(process);
            String said = Files.readString(output, StandardCharsets.UTF_8).strip();
            if (!ended) {
                throw new IOException("'" + String.join(" ", call) + "' did not end within "
                        + TIMEOUT.toSeconds() + " s; so far it said: " + shortened(said));
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "'" + String.join(" ", call) + "' failed: " + shortened(said));
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean await(Process process) throws IOException {
        try {
            boolean ended = process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while docker was at work");
        }
    }

    private static String shortened(String text) {
        return text.length() <= ERROR_CHARS_MAX ? text : text.substring(0, ERROR_CHARS_MAX) + "...";
    }
}
