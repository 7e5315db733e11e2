package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The seams of nodes of a test build (a system whose command has {@code {control}}): what is to be
 * wrong is written to {@code faults}, and {@code seen} says what was put on and how often it was met.
 */
public final class Seam {

    /** A node looks every 20 ms, on a busy machine now and then later. */
    private static final Duration SEEN_MAX = Duration.ofSeconds(5);

    private static final long LOOK_MS = 20;
    private static final String FAULTS = "faults";
    private static final String SEEN = "seen";
    private static final String POWER_LOST = "power-lost";
    private static final String STRUCK = "struck";

    private Seam() {}

    /** Puts everything off, on all nodes; does nothing where there are no seams. */
    public static void allOff(Cluster cluster) throws IOException {
        if (cluster.system().seams()) {
            for (String node : cluster.system().nodeNames()) {
                write(control(cluster, node).resolve(FAULTS), new Properties());
            }
        }
    }

    /** Puts something on, or off with its neutral value. */
    static void put(Cluster cluster, List<String> nodes, String name, String value)
            throws IOException {
        for (String node : nodes) {
            Path file = control(cluster, node).resolve(FAULTS);
            Properties faults = read(file);
            faults.setProperty(name, value);
            write(file, faults);
        }
    }

    /** The number that a node said, 0 before it said any. */
    static long count(Cluster cluster, String node, String name) throws IOException {
        return Long.parseLong(read(cluster.control(node).resolve(SEEN)).getProperty(name, "0"));
    }

    /** Whether every one of the nodes says something like it in time. */
    static boolean awaitSeen(Cluster cluster, List<String> nodes, Predicate<Properties> like)
            throws IOException, InterruptedException {
        return await(
                () -> {
                    for (String node : nodes) {
                        if (!like.test(read(cluster.control(node).resolve(SEEN)))) {
                            return false;
                        }
                    }
                    return true;
                },
                SEEN_MAX);
    }

    /** Whether each node counted further, or ended by itself, as a server may that met an error. */
    static boolean awaitMet(Cluster cluster, List<String> nodes, String name, List<Long> before)
            throws IOException, InterruptedException {
        return await(
                () -> {
                    for (int i = 0; i < nodes.size(); i++) {
                        if (cluster.running(nodes.get(i))
                                && count(cluster, nodes.get(i), name) <= before.get(i)) {
                            return false;
                        }
                    }
                    return true;
                },
                SEEN_MAX);
    }

    /** What each node has counted so far. */
    static List<Long> counts(Cluster cluster, List<String> nodes, String name) throws IOException {
        List<Long> counts = new ArrayList<>();
        for (String node : nodes) {
            counts.add(count(cluster, node, name));
        }
        return List.copyOf(counts);
    }

    /** The next start of a node that is down begins with the loss of what was never forced. */
    static void losePower(Cluster cluster, List<String> nodes) throws IOException {
        for (String node : nodes) {
            Path control = control(cluster, node);
            Files.deleteIfExists(control.resolve(STRUCK));
            write(control.resolve(POWER_LOST), new Properties());
        }
    }

    /**
     * Starts nodes that lost their power.
     *
     * @throws IOException if one did not say that it has lost what it never forced
     */
    static void startWithoutPower(Cluster cluster, List<String> nodes, Duration within)
            throws IOException, InterruptedException {
        for (String node : nodes) {
            cluster.launch(node);
        }
        for (String node : nodes) {
            Path struck = cluster.control(node).resolve(STRUCK);
            if (!await(() -> Files.exists(struck), within)) {
                throw new IOException("node " + node + " did not say within " + within.toSeconds()
                        + " s that what it never forced is gone");
            }
        }
    }

    private static Path control(Cluster cluster, String node) throws IOException {
        return Files.createDirectories(cluster.control(node));
    }

    private static Properties read(Path file) throws IOException {
        Properties read = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                read.load(in);
            }
        }
        return read;
    }

    private static void write(Path file, Properties what) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (OutputStream out = Files.newOutputStream(next)) {
            what.store(out, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Something to look at again and again. */
    private interface Look {
        boolean done() throws IOException;
    }

    private static boolean await(Look look, Duration within)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!look.done()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return true;
    }
}
