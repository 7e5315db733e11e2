package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.HostCommand;
import dev.assay.bench.cluster.Interposer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Calls of a node's C library that fail, by libfiu. The library counts nothing: that a call has failed
 * is seen when the node says so in its log, or ends of it.
 */
final class FailureInjector {
    private static final Duration CONTROL_MAX = Duration.ofSeconds(5);
    private static final Duration SEEN_MAX = Duration.ofSeconds(5);
    private static final long LOOK_MS = 50;

    private FailureInjector() {}

    /**
     * Has calls fail on some nodes, until these are killed and started again.
     *
     * @param command of {@code fiu-ctrl -c}
     * @param message what a node would print of such a failure
     */
    static NodeFault.Hit hit(Cluster cluster, List<String> nodes, String command, String message)
            throws IOException, InterruptedException {
        List<Long> before = new ArrayList<>();
        for (String node : nodes) {
            before.add(size(cluster.log(node)));
        }
        for (String node : nodes) {
            tell(cluster, node, command);
        }
        return new NodeFault.Hit() {
            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                long deadline = System.nanoTime() + SEEN_MAX.toNanos();
                while (System.nanoTime() - deadline < 0) {
                    if (allSeen()) {
                        return message + " on " + String.join(", ", nodes);
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                }
                return null;
            }

            private boolean allSeen() throws IOException {
                for (int i = 0; i < nodes.size(); i++) {
                    if (cluster.running(nodes.get(i))
                            && !said(cluster.log(nodes.get(i)), before.get(i), message)) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            public void heal() throws IOException {
                for (String node : nodes) {
                    cluster.kill(node);
                    cluster.launch(node);
                }
            }
        };
    }

    private static void tell(Cluster cluster, String node, String command)
            throws IOException, InterruptedException {
        Long pid = cluster.pids().get(node);
        if (pid == null) {
            throw new IOException("node " + node + " does not run: its calls cannot fail");
        }
        try {
            HostCommand.run(
                    List.of(
                            "fiu-ctrl",
                            "-f",
                            cluster.control(node).resolve(Interposer.DISK_FIFO).toString(),
                            "-c",
                            command,
                            pid.toString()),
                    CONTROL_MAX);
        } catch (IOException e) {
            throw new IOException(
                    "node " + node + ": " + e.getMessage()
                            + "; does its program call the C library?",
                    e);
        }
    }

    private static long size(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private static boolean said(Path log, long from, String message) throws IOException {
        if (size(log) <= from) {
            return false;
        }
        byte[] all = Files.readAllBytes(log);
        String since = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        return since.toLowerCase(Locale.ROOT).contains(message.toLowerCase(Locale.ROOT));
    }
}
