package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Nodes that somebody else runs. A process that only waits stands for each; what is done to a node is
 * a command of its description's {@code actions}. At the end they are left running: what a fault
 * stopped is started again, what it paused is resumed.
 */
final class RunningNodes implements NodeDriver {

    /** An action, such as one over SSH, that takes longer hangs. */
    private static final Duration ACTION_MAX = Duration.ofSeconds(30);

    private static final String WAIT = "echo \"runs already at $0\"; exec sleep 2147483647";

    private final SystemDescription system;
    private final Addresses addresses;
    private final ProcessReaper reaper;
    private final Set<String> down = new HashSet<>();
    private final Set<String> paused = new HashSet<>();

    RunningNodes(SystemDescription system, Addresses addresses, ProcessReaper reaper) {
        this.system = system;
        this.addresses = addresses;
        this.reaper = reaper;
    }

    @Override
    public String dataFolder(String node) {
        return "";
    }

    @Override
    public String hostsFile(String node) {
        return "";
    }

    @Override
    public Process launch(
            String node, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        if (down.contains(node)) {
            act("start", node);
            down.remove(node);
        }
        return reaper.launch(
                List.of("sh", "-c", WAIT, String.valueOf(system.running().get(node))),
                Map.of(),
                reaper.workFolder(),
                log);
    }

    /** @throws UncheckedIOException when the action fails */
    @Override
    public void kill(String node, Process process) {
        try {
            act("kill", node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        down.add(node);
        paused.remove(node);
        reaper.kill(process);
    }

    @Override
    public void end(String node, Process process) {
        reaper.kill(process);
    }

    @Override
    public void terminate(String node, Process process) throws IOException {
        act("terminate", node);
        down.add(node);
        reaper.kill(process);
    }

    @Override
    public void pause(String node, Process process) throws IOException {
        act("pause", node);
        paused.add(node);
    }

    @Override
    public void resume(String node, Process process) throws IOException {
        act("resume", node);
        paused.remove(node);
    }

    @Override
    public void wipe(String node) throws IOException {
        throw new IOException("node " + node + " is somebody else's: its data are not deleted");
    }

    @Override
    public void unplug(String node) throws IOException {
        throw new IOException("node " + node + " is somebody else's: its network is left alone");
    }

    @Override
    public void plug(String node) {
        // It never was unplugged.
    }

    @Override
    public OptionalLong pid(String node, Process process) {
        return OptionalLong.empty();
    }

    private void act(String name, String node) throws IOException {
        List<String> command = new CommandLine(system, addresses, node, "", "")
                .action(name)
                .orElseThrow(() -> new IOException("system '" + system.name() + "' has no action '"
                        + name + "', so node " + node + " was left as it is"));
        HostCommand.run(command, ACTION_MAX);
    }

    /** Undoes what faults have left. */
    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (String node : List.copyOf(paused)) {
            attempt(() -> act("resume", node), failures);
        }
        for (String node : List.copyOf(down)) {
            attempt(() -> act("start", node), failures);
        }
        paused.clear();
        down.clear();
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Step step, List<IOException> failures) {
        try {
            step.run();
        } catch (IOException e) {
            failures.add(e);
        }
    }
}
