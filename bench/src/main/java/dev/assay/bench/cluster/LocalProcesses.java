package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Nodes as processes of this machine, their data below the reaper's folder. */
final class LocalProcesses implements NodeDriver {
    /** How long a node may take to end by itself. */
    private static final Duration TERM_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_MS = 5;

    private final ProcessReaper reaper;
    private final Path work;
    private final Set<Interposer> interposers;

    /** Makes each node's data folder and hosts file. */
    LocalProcesses(
            SystemDescription system,
            Addresses addresses,
            ProcessReaper reaper,
            Set<Interposer> interposers)
            throws IOException {
        this.reaper = reaper;
        this.interposers = interposers;
        this.work = Files.createDirectories(reaper.workFolder().resolve(system.name()));
        for (String node : system.nodeNames()) {
            Files.createDirectories(data(node));
            Files.writeString(Path.of(hostsFile(node)), hosts(system, addresses, node));
        }
    }

    /** The hosts file of a node replaces DNS, so it lists localhost, too. */
    private static String hosts(SystemDescription system, Addresses addresses, String node) {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        for (String other : system.nodeNames()) {
            String address = other.equals(node) ? addresses.own(node) : addresses.peer(node, other);
            lines.append(address).append(' ').append(other).append('\n');
        }
        return lines.toString();
    }

    @Override
    public Path data(String node) {
        return work.resolve(node);
    }

    private Path control(String node) {
        return work.resolve(node + CommandLine.CONTROL_SUFFIX);
    }

    @Override
    public String dataFolder(String node) {
        return data(node).toString();
    }

    @Override
    public String hostsFile(String node) {
        return work.resolve(node + ".hosts").toString();
    }

    @Override
    public Process launch(
            String node, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        return reaper.launch(
                Interposer.before(interposers, control(node), command),
                environment,
                data(node),
                log);
    }

    @Override
    public void kill(String node, Process process) {
        reaper.kill(process);
    }

    @Override
    public void terminate(String node, Process process) throws IOException, InterruptedException {
        signal("-TERM", node, process);
        process.waitFor(TERM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        reaper.kill(process);
    }

    /**
     * Waits until it does stand still, where that can be seen: a thread stops when it gets a processor
     * and meets the signal, and on a busy machine a node was seen to answer half a second later.
     */
    @Override
    public void pause(String node, Process process) throws IOException, InterruptedException {
        signal("-STOP", node, process);
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        long deadline = System.nanoTime() + SIGNAL_TIMEOUT.toNanos();
        while (Files.isDirectory(threads) && process.isAlive() && !allStopped(threads)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("node " + node + " (process " + process.pid()
                        + ") does not stand still " + SIGNAL_TIMEOUT.toSeconds()
                        + " s after SIGSTOP");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    private static boolean allStopped(Path threads) throws IOException {
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                if (!stopped(thread.resolve("stat"))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@code 4711 (name) T ...}; the name may have spaces and brackets. */
    private static boolean stopped(Path stat) {
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return line.startsWith(" T", line.lastIndexOf(')') + 1);
        } catch (IOException gone) {
            return true;
        }
    }

    @Override
    public void resume(String node, Process process) throws IOException, InterruptedException {
        signal("-CONT", node, process);
    }

    private static void signal(String signal, String node, Process process) throws IOException {
        try {
            HostCommand.run(List.of("kill", signal, Long.toString(process.pid())), SIGNAL_TIMEOUT);
        } catch (IOException e) {
            throw new IOException(
                    "node " + node + ": " + e.getMessage() + "; is it still running?", e);
        }
    }

    @Override
    public void wipe(String node) throws IOException {
        Path data = data(node);
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(data)) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void unplug(String node) throws IOException {
        throw new IOException("node " + node + " is a process and has no network of its own:"
                + " cut its links, or run a system of containers");
    }

    @Override
    public void plug(String node) {
        // It never was unplugged.
    }

    @Override
    public OptionalLong pid(String node, Process process) {
        return OptionalLong.of(process.pid());
    }

    /** Deletes the data; the reaper ends the processes. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(work)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(work)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
