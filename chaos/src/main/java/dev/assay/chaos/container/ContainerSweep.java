package dev.assay.chaos.container;

import dev.assay.bench.cluster.ProcessReaper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Removes the containers, volumes and networks of one run, however this JVM ends: like {@link
 * ProcessReaper}, a shell in the background that waits for the end of its standard input. Everything of
 * the run carries a label with its id.
 */
final class ContainerSweep implements AutoCloseable {
    /** Containers that are killed and removed, and then the networks. */
    private static final int SWEEP_SECONDS_MAX = 60;

    /**
     * "end" is said by a run that takes itself down; without it this JVM was killed, and a call of
     * docker may be under way that still creates something: then the sweep is repeated.
     */
    private static final String WAIT_THEN_SWEEP = """
            trap '' INT TERM HUP QUIT
            read -r word
            sweep() {
              docker ps -aq --filter "label=$0" | xargs -r docker rm -fv
              docker network ls -q --filter "label=$0" | xargs -r docker network rm
            }
            sweep
            [ "$word" = end ] || { sleep 3; sweep; }
            [ -z "$(docker ps -aq --filter "label=$0")$(docker network ls -q --filter "label=$0")" ]
            """;

    private final String label;
    private final Process shell;

    private ContainerSweep(String label, Process shell) {
        this.label = label;
        this.shell = shell;
    }

    static ContainerSweep start(String label) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", WAIT_THEN_SWEEP, label)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ContainerSweep(label, shell);
    }

    /** {@code NAME=VALUE}, for containers and networks. */
    String label() {
        return label;
    }

    /** Removes all. Idempotent. */
    @Override
    public void close() throws IOException {
        if (shell.isAlive()) {
            try (OutputStream word = shell.getOutputStream()) {
                word.write("end\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        try {
            if (!shell.waitFor(SWEEP_SECONDS_MAX, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new IOException("containers or networks of this run may be left behind: see"
                        + " 'docker ps -a --filter label=" + label + "' and 'docker network ls"
                        + " --filter label=" + label + "'");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
