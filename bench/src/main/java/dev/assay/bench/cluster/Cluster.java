package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The nodes of a system under test: local processes, or what a {@link NodeDriver} makes of them. All
 * methods may be called from any thread; what they do to one node is serialised. Closing kills what
 * it started and deletes the data folders; node logs stay in the run folder.
 */
public final class Cluster implements AutoCloseable {
    /** How often a wait looks again. */
    private static final long POLL_MS = 50;
    /** How many lines of a node's log an error shows. */
    private static final int LOG_LINES = 15;

    private final SystemDescription system;
    private final Addresses addresses;
    private final NodeDriver driver;
    private final Set<Interposer> interposers;
    private final StatusProbe probe;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /**
     * Prepares nodes as processes of this machine; nothing runs yet.
     *
     * @param logs folder for one log file a node
     */
    public Cluster(SystemDescription system, AddressPlan addresses, ProcessReaper reaper, Path logs)
            throws IOException {
        this(system, addresses, reaper, logs, Set.of());
    }

    /**
     * The same, with libraries put before the nodes' C library, or nodes that somebody else runs.
     *
     * @param interposers none for nodes that run already
     */
    public Cluster(
            SystemDescription system,
            Addresses addresses,
            ProcessReaper reaper,
            Path logs,
            Set<Interposer> interposers)
            throws IOException {
        this(
                system,
                addresses,
                processes(system, addresses, reaper, interposers),
                logs,
                interposers);
    }

    private static NodeDriver processes(
            SystemDescription system,
            Addresses addresses,
            ProcessReaper reaper,
            Set<Interposer> interposers)
            throws IOException {
        if (system.attached()) {
            return new RunningNodes(system, addresses, reaper);
        }
        if (!system.image().isEmpty()) {
            throw new IOException("system '" + system.name() + "' runs as containers of the image '"
                    + system.image() + "', which only 'assay chaos' starts: take a system that"
                    + " runs as processes here");
        }
        return new LocalProcesses(system, addresses, reaper, interposers);
    }

    /**
     * Prepares nodes that a driver runs; nothing runs yet.
     *
     * @param driver closed with this cluster
     * @param logs folder for one log file a node
     */
    public Cluster(SystemDescription system, Addresses addresses, NodeDriver driver, Path logs)
            throws IOException {
        this(system, addresses, driver, logs, Set.of());
    }

    private Cluster(
            SystemDescription system,
            Addresses addresses,
            NodeDriver driver,
            Path logs,
            Set<Interposer> interposers)
            throws IOException {
        this.system = system;
        this.interposers = Set.copyOf(interposers);
        this.addresses = addresses;
        this.driver = driver;
        this.probe = StatusProbe.of(system);
        Files.createDirectories(logs);
        for (String name : system.nodeNames()) {
            CommandLine command = new CommandLine(
                    system, addresses, name, driver.dataFolder(name), driver.hostsFile(name));
            nodes.put(name, new Node(name, command, logs.resolve(name + ".log")));
        }
    }

    public SystemDescription system() {
        return system;
    }

    /**
     * A node's data folder; not to be changed while it runs.
     *
     * @throws IOException where it is not on this machine, as of a container
     */
    public Path data(String name) throws IOException {
        return driver.data(node(name).name);
    }

    /**
     * A node's folder for what the harness tells it and what it says back, where its description has
     * {@code {control}} in its command. It survives {@link #wipe}.
     *
     * @throws IOException as {@link #data}
     */
    public Path control(String name) throws IOException {
        Path data = data(name);
        return data.resolveSibling(data.getFileName() + CommandLine.CONTROL_SUFFIX);
    }

    /** The libraries that stand before the nodes' C library. */
    public Set<Interposer> interposers() {
        return interposers;
    }

    /** The log of a node: what it printed. */
    public Path log(String name) {
        return node(name).log;
    }

    public Addresses addresses() {
        return addresses;
    }

    /** What this machine lacks to run the system, in words; empty when nothing. */
    public static List<String> missing(SystemDescription system) {
        return CommandLine.missing(system);
    }

    /**
     * Starts the first node, then the others at once, or all at once where none has to join; waits
     * until every one is ready and known.
     *
     * @throws IOException when a process cannot be started, ends, or the time is over, with the end of
     *     the node's log
     */
    public void start() throws IOException, InterruptedException {
        long deadline = System.nanoTime()
                + Duration.ofSeconds(system.startTimeoutSeconds()).toNanos();
        String first = system.nodeNames().get(0);
        if (!system.join().isEmpty()) {
            launch(first);
            awaitReady(first, deadline);
        }
        for (String name : nodes.keySet()) {
            launch(name);
        }
        for (String name : nodes.keySet()) {
            awaitReady(name, deadline);
        }
        awaitFormed(deadline);
    }

    private void awaitReady(String name, long deadline) throws IOException, InterruptedException {
        while (!status(name).ready()) {
            requireAlive(name);
            requireTime(deadline, "node " + name + " is not ready", name);
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private void awaitFormed(long deadline) throws IOException, InterruptedException {
        while (true) {
            Optional<String> leader = leader();
            if (leader.isPresent() && status(leader.get()).members() == system.nodes()) {
                return;
            }
            String at = leader.orElse(system.nodeNames().get(0));
            requireTime(deadline, "the cluster has not formed: leader " + leader, at);
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private void requireAlive(String name) throws IOException {
        Node node = node(name);
        Process process = node.process;
        if (process != null && !process.isAlive()) {
            throw new IOException("node " + name + " ended with exit code " + process.exitValue()
                    + " while it was started; its log ends:\n" + tail(node));
        }
    }

    private void requireTime(long deadline, String what, String name) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new IOException(what + " after " + system.startTimeoutSeconds()
                    + " s; the log of " + name + " ends:\n" + tail(node(name)));
        }
    }

    private static String tail(Node node) throws IOException {
        if (!Files.exists(node.log)) {
            return "(no log)";
        }
        List<String> lines = Files.readAllLines(node.log);
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** Starts a node that is down, with its data folder as it was left. Does not wait. */
    public synchronized void launch(String name) throws IOException {
        Node node = node(name);
        if (node.state != Node.State.DOWN) {
            return;
        }
        node.process = driver.launch(
                name, node.commandLine.command(), node.commandLine.environment(), node.log);
        node.state = Node.State.RUNNING;
    }

    /** SIGKILL. A node that is down stays so. */
    public synchronized void kill(String name) {
        Node node = node(name);
        if (node.process != null) {
            driver.kill(name, node.process);
        }
        node.ended();
    }

    /** Empties the data folder of a node that is down. */
    public synchronized void wipe(String name) throws IOException {
        Node node = node(name);
        if (node.state != Node.State.DOWN) {
            throw new IOException("node " + name + " is up: its data folder is not emptied");
        }
        driver.wipe(name);
    }

    /** SIGTERM, and time to end; SIGKILL when that is over. A node that is down stays so. */
    public synchronized void terminate(String name) throws IOException, InterruptedException {
        Node node = node(name);
        if (node.process != null && node.state == Node.State.RUNNING) {
            driver.terminate(name, node.process);
            node.ended();
        }
        kill(name);
    }

    /** SIGSTOP: the node keeps its connections and its memory, but does nothing. */
    public synchronized void pause(String name) throws IOException, InterruptedException {
        Node node = node(name);
        if (node.process != null && node.state == Node.State.RUNNING) {
            driver.pause(name, node.process);
            node.state = Node.State.PAUSED;
        }
    }

    /** SIGCONT. A node that is not paused is left as it is. */
    public synchronized void resume(String name) throws IOException, InterruptedException {
        Node node = node(name);
        if (node.process != null && node.state == Node.State.PAUSED) {
            driver.resume(name, node.process);
            node.state = Node.State.RUNNING;
        }
    }

    /** Takes a node's network away; connections are not closed, nothing comes through. */
    public synchronized void unplug(String name) throws IOException {
        driver.unplug(node(name).name);
    }

    /** Gives an unplugged node its network back, with the old addresses; else leaves it as it is. */
    public synchronized void plug(String name) throws IOException {
        driver.plug(node(name).name);
    }

    /**
     * Lets packets of a node vanish, in place of what did so before, until it passes all again or is
     * started anew.
     *
     * @throws IOException also where the node has no network of its own that this machine can get at
     */
    public synchronized void dropPackets(String name, PacketDrop drop) throws IOException {
        passPackets(name);
        Long pid = pids().get(name);
        if (pid == null) {
            throw new IOException("node " + name + " is not seen as a process of this machine, so"
                    + " its network cannot be got at");
        }
        Firewall firewall = new Firewall(pid);
        node(name).firewall = firewall; // also where only some of its rules come to be
        firewall.drop(drop);
    }

    /** How many packets of a node have vanished so. */
    public synchronized long droppedPackets(String name) throws IOException {
        Firewall firewall = node(name).firewall;
        return firewall == null ? 0 : firewall.dropped();
    }

    /** Lets all packets of a node pass again; else leaves it as it is. */
    public synchronized void passPackets(String name) throws IOException {
        Node node = node(name);
        Firewall firewall = node.firewall;
        node.firewall = null;
        if (firewall != null && node.process != null && node.process.isAlive()) {
            firewall.pass();
        }
    }

    /** Whether the harness has the node running, neither killed nor paused. */
    public synchronized boolean running(String name) {
        Node node = node(name);
        return node.state == Node.State.RUNNING && node.process != null && node.process.isAlive();
    }

    /** Process ids of the nodes that run and that this machine can see, by name. */
    public synchronized Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Node node : nodes.values()) {
            if (node.process != null && node.process.isAlive()) {
                driver.pid(node.name, node.process).ifPresent(pid -> pids.put(node.name, pid));
            }
        }
        return pids;
    }

    /** Asks a node how it is, on its own address. */
    public NodeStatus status(String name) {
        return probe.ask(addresses.own(name));
    }

    /** The node that leads: of those that say so, the one of the highest term. */
    public Optional<String> leader() {
        Map<String, NodeStatus> leaders = new LinkedHashMap<>();
        for (String name : nodes.keySet()) {
            if (running(name)) {
                NodeStatus status = status(name);
                if (status.leader()) {
                    leaders.put(name, status);
                }
            }
        }
        return leaders.entrySet().stream()
                .max(Comparator.comparingLong(e -> e.getValue().term()))
                .map(Map.Entry::getKey);
    }

    /**
     * Waits until all nodes are ready, one leads, and each has applied what that one had committed when
     * it was first asked, where nodes say such a thing: a node whose links are mended may need seconds
     * until its leader speaks to it again, and until then the cluster stands one failure less.
     *
     * @return false when the time is over first
     */
    public boolean awaitHealthy(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        long committed = -1;
        while (System.nanoTime() - deadline < 0) {
            List<NodeStatus> all = nodes.keySet().stream().map(this::status).toList();
            if (all.stream().allMatch(NodeStatus::ready)) {
                Optional<String> leader = leader();
                if (committed < 0 && leader.isPresent()) {
                    committed = status(leader.get()).index("commitIndex").orElse(0);
                }
                long from = committed;
                if (leader.isPresent()
                        && all.stream()
                                .allMatch(status ->
                                        status.index("appliedIndex").orElse(from) >= from)) {
                    return true;
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return false;
    }

    private synchronized void end(String name) {
        Node node = node(name);
        if (node.process != null) {
            driver.end(name, node.process);
        }
        node.ended();
    }

    private Node node(String name) {
        @Nullable Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException(
                    "node '" + name + "': expected one of " + nodes.keySet());
        }
        return node;
    }

    /** Ends every node that it started, and deletes their data folders. Idempotent. */
    @Override
    public void close() throws IOException {
        List<RuntimeException> failures = new ArrayList<>();
        for (String name : nodes.keySet()) {
            try {
                end(name);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        driver.close();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
