package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Nodes as processes of this machine, their data below the reaper's folder. */
final class LocalProcesses implements NodeDriver {
    /** How long a node may take to end by itself. */
    private static final Duration TERM_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(5);

    private final ProcessReaper reaper;
    private final Path work;

    /** Makes each node's data folder and hosts file. */
    LocalProcesses(SystemDescription system, Addresses addresses, ProcessReaper reaper)
            throws IOException {
        this.reaper = reaper;
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
        return reaper.launch(command, environment, data(node), log);
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

    @Override
    public void pause(String node, Process process) throws IOException, InterruptedException {
        signal("-STOP", node, process);
    }

    @Override
    public void resume(String node, Process process) throws IOException, InterruptedException {
        signal("-CONT", node, process);
    }

    private static void signal(String signal, String node, Process process)
            throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!kill.waitFor(SIGNAL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                || kill.exitValue() != 0) {
            throw new IOException("kill " + signal + " of node " + node + " (process "
                    + process.pid() + ") failed; is it still running?");
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
