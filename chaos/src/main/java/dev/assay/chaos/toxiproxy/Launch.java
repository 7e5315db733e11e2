package dev.assay.chaos.toxiproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a child process. The harness starts all of them in one way, so that none outlives it, not
 * even when the harness itself is killed.
 */
@FunctionalInterface
public interface Launch {

    /**
     * @param command the program's path and its arguments
     * @param logFile takes what the process prints
     * @throws IOException if it cannot be started
     */
    Process start(List<String> command, Path logFile) throws IOException;
}
