package dev.assay.chaos.container;

import dev.assay.bench.cluster.NodeDriver;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.SystemDescription;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Nodes as containers. The process that stands for a node is {@code docker start --attach}: it passes
 * the node's output on, and ends with the container. A container is made at the first start and kept,
 * stopped, with its data until it is wiped. The label's sweep removes all in the end.
 */
final class Containers implements NodeDriver {
    private static final int TERM_SECONDS = 10;
    private static final long POLL_MS = 50;

    /** Between {@code docker start} and a container that can be killed. */
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);

    private final SystemDescription system;
    private final ContainerNetworks networks;
    private final ProcessReaper reaper;
    private final Path work;
    private final String prefix;
    private final ContainerSweep sweep;
    private final Set<String> created = new HashSet<>();
    private final Set<String> unplugged = new HashSet<>();

    Containers(
            SystemDescription system,
            ContainerNetworks networks,
            ProcessReaper reaper,
            String prefix,
            ContainerSweep sweep) {
        this.system = system;
        this.networks = networks;
        this.reaper = reaper;
        this.work = reaper.workFolder();
        this.prefix = prefix;
        this.sweep = sweep;
    }

    /** Where the image keeps it. */
    @Override
    public String dataFolder(String node) {
        return "/data";
    }

    /** The engine writes it: {@code --add-host}. */
    @Override
    public String hostsFile(String node) {
        return "/etc/hosts";
    }

    private String container(String node) {
        return prefix + "-" + node;
    }

    @Override
    public Process launch(
            String node, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        if (created.add(node)) {
            DockerCommand.run(createCall(node, command, environment));
        }
        return reaper.launch(
                List.of(DockerCommand.PROGRAM, "start", "--attach", container(node)),
                Map.of(),
                work,
                log);
    }

    private List<String> createCall(
            String node, List<String> command, Map<String, String> environment) {
        List<String> call = new ArrayList<>(List.of(
                "create",
                "--name",
                container(node),
                "--label",
                sweep.label(),
                "--hostname",
                node,
                "--network",
                networks.network(node),
                "--ip",
                networks.own(node),
                "--no-healthcheck")); // each look is a process, and the harness looks itself
        for (String peer : system.nodeNames()) {
            if (!peer.equals(node)) {
                String at = system.peerPorts().isEmpty()
                        ? networks.own(peer)
                        : networks.peer(node, peer);
                call.add("--add-host=" + peer + ":" + at);
            }
        }
        environment.forEach((name, value) -> call.add("--env=" + name + "=" + value));
        call.add(system.image());
        call.addAll(command);
        return call;
    }

    /** A paused container is killed, too: the engine lets it go on for that. */
    @Override
    public void kill(String node, Process process) {
        long deadline = System.nanoTime() + KILL_TIMEOUT.toNanos();
        try {
            while (process.isAlive()) {
                try {
                    DockerCommand.run("kill", container(node));
                } catch (IOException e) {
                    // Not running yet, or not any more: the process that is attached will tell.
                    if (System.nanoTime() - deadline > 0) {
                        throw new UncheckedIOException(e);
                    }
                }
                process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("container " + container(node)
                            + " is still there " + KILL_TIMEOUT.toSeconds() + " s after its kill");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reaper.kill(process); // it has ended: this forgets it
    }

    @Override
    public void terminate(String node, Process process) throws IOException {
        DockerCommand.run("stop", "--time", Integer.toString(TERM_SECONDS), container(node));
        kill(node, process);
    }

    @Override
    public void pause(String node, Process process) throws IOException {
        DockerCommand.run("pause", container(node));
    }

    @Override
    public void resume(String node, Process process) throws IOException {
        DockerCommand.run("unpause", container(node));
    }

    /** Away with the container and its volume; the next start makes another. */
    @Override
    public void wipe(String node) throws IOException {
        if (created.remove(node)) {
            unplugged.remove(node);
            DockerCommand.run("rm", "--volumes", container(node));
        }
    }

    @Override
    public void unplug(String node) throws IOException {
        DockerCommand.run("network", "disconnect", networks.network(node), container(node));
        unplugged.add(node);
    }

    @Override
    public void plug(String node) throws IOException {
        if (unplugged.remove(node)) {
            DockerCommand.run(
                    "network",
                    "connect",
                    "--ip",
                    networks.own(node),
                    networks.network(node),
                    container(node));
        }
    }

    /** Known where this JVM sees the engine's processes, under the same numbers: as root, beside it. */
    @Override
    public OptionalLong pid(String node, Process process) {
        try {
            String pid =
                    DockerCommand.run("inspect", "--format", "{{.State.Pid}}", container(node));
            Path hostname = Path.of("/proc", pid, "root", "etc", "hostname");
            boolean seen = Files.isReadable(hostname)
                    && Files.readString(hostname).strip().equals(node);
            return seen ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() throws IOException {
        sweep.close();
    }
}
