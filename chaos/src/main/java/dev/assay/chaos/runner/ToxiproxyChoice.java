package dev.assay.chaos.runner;

import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.chaos.fault.LinkProxies;

import java.io.IOException;
import java.nio.file.Path;

/** Which Toxiproxy a run uses. */
@FunctionalInterface
public interface ToxiproxyChoice {
    /**
     * Starts it, or connects to it.
     *
     * @param reaper starts child processes
     * @param seed of the twin's chance
     * @param logs folder for a log file
     */
    LinkProxies start(ProcessReaper reaper, long seed, Path logs)
            throws IOException, InterruptedException;
}
