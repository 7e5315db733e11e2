package dev.assay.bench.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the nodes of a cluster run as. Each node is stood for by a process of this machine that ends
 * when the node does: itself, or what is attached to it. The cluster calls one method at a time, and
 * only what suits the state that it knows the node in. Closing ends every node and deletes its data;
 * idempotent.
 */
public interface NodeDriver extends AutoCloseable {
    /** The node's data folder, by the name under which the node itself finds it. */
    String dataFolder(String node);

    /**
     * The same folder for this process.
     *
     * @throws IOException where it is not on this machine
     */
    default Path data(String node) throws IOException {
        throw new IOException("the data of node " + node + " are not on this machine");
    }

    /** A hosts file with the peers' names, by the name under which the node finds it. */
    String hostsFile(String node);

    /**
     * Starts a node on its data as they were left. Does not wait until it serves.
     *
     * @param log file to which the node's output is appended
     */
    Process launch(String node, List<String> command, Map<String, String> environment, Path log)
            throws IOException;

    /** SIGKILL, to a paused node, too; waits until it is gone. */
    void kill(String node, Process process);

    /** At the end of a run; nodes that are not the run's own go on. */
    default void end(String node, Process process) {
        kill(node, process);
    }

    /** SIGTERM, and time to end; SIGKILL when that is over. */
    void terminate(String node, Process process) throws IOException, InterruptedException;

    /** The node keeps its connections and its memory, but does nothing. */
    void pause(String node, Process process) throws IOException, InterruptedException;

    /** Undoes {@link #pause}. */
    void resume(String node, Process process) throws IOException, InterruptedException;

    /** Empties the data folder of a node that is down. */
    void wipe(String node) throws IOException;

    /**
     * Takes the node's network away, its addresses included; connections are not closed, nothing
     * comes through.
     *
     * @throws IOException also where nodes have no network of their own
     */
    void unplug(String node) throws IOException;

    /** Undoes {@link #unplug}: the node has its old addresses again. */
    void plug(String node) throws IOException;

    /** The process of this machine in which the node runs, where this machine can see it. */
    OptionalLong pid(String node, Process process);

    @Override
    void close() throws IOException;
}
