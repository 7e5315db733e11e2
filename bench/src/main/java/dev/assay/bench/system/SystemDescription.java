package dev.assay.bench.system;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A system under test, as its YAML file says. Placeholders in {@code command}, {@code join} and
 * {@code environment}: {@code {node}} its name (n1, n2, ...), {@code {own}} its own address, {@code
 * {port.NAME}} a port, {@code {peer.nK}} node K's address as this node sees it (a fault proxy, when
 * there is one), {@code {peer.nI.nK}} the same as node I sees it, {@code {data}} its data folder, {@code {hosts}} a hosts file with the peers' names,
 * {@code {own.nK}} node K's own address, past any proxy, {@code {system}} the name of the description,
 * {@code {java}} this JVM's launcher, {@code {server}} the folder of the bundled server's jars.
 *
 * @param name word for tables and folders
 * @param summary one line for {@code assay chaos list}
 * @param nodes how many processes make the cluster
 * @param durability what an acknowledgement promises, in words for the report
 * @param readLevel what a read promises, in words for the report
 * @param ports port of each interface; the same on every node, since each node has its own address
 * @param peerPorts which of them the nodes use among themselves: each is reached through a proxy for
 *     each directed link
 * @param probes of a peer port: what to send to it for an answer, to see whether a link is cut
 * @param protocols what clients speak, and on which port
 * @param clientNodes nodes that clients are pinned to; empty means all
 * @param cas how a compare-and-set is asked over the Redis protocol
 * @param command starts a node; run without a shell; empty where {@code running} says where nodes are
 * @param commands of nodes that start another way, such as the sentinels beside a server
 * @param running addresses ({@code HOST:PORT}) of nodes that somebody else runs, by node and port name;
 *     empty for nodes that the harness starts. Their links to each other have no proxies
 * @param actions commands by which nodes that run already are killed, started, paused, resumed or
 *     terminated: only faults whose actions are there can hit them
 * @param mesh the pods, where nodes that run already are on Kubernetes: faults are then resources, for
 *     which there are the {@linkplain #MESH_ACTIONS actions} {@code apply}, {@code injected} and {@code
 *     delete}; null elsewhere
 * @param join stands for the word {@code {join}} in the command of every node but the first
 * @param flags stands for the word {@code {flags}} in the command, so that a description can add to
 *     the command of its base
 * @param environment added to the node's environment
 * @param requires files that must exist, or programs that must be on the PATH
 * @param status how readiness and leadership are asked
 * @param definite see {@link OutcomeTable}
 * @param leaderOnly whether all nodes but the leader refuse whatever clients ask
 * @param image container image in which the command is run, as arguments of the image's entry point;
 *     empty for processes of this machine
 * @param startTimeoutSeconds how long the whole cluster may take to form
 */
public record SystemDescription(
        String name,
        String summary,
        int nodes,
        String durability,
        String readLevel,
        Map<String, Integer> ports,
        List<String> peerPorts,
        Map<String, String> probes,
        Map<Protocol, String> protocols,
        List<String> clientNodes,
        CasStyle cas,
        List<String> command,
        Map<String, List<String>> commands,
        Map<String, Map<String, String>> running,
        Map<String, List<String>> actions,
        @Nullable Mesh mesh,
        List<String> join,
        List<String> flags,
        Map<String, String> environment,
        List<String> requires,
        StatusKind status,
        List<String> definite,
        boolean leaderOnly,
        String image,
        int startTimeoutSeconds) {

    /** A word of its own in a command, in whose place {@link #flags} come. */
    public static final String FLAGS = "{flags}";

    /** What is done with resources; the file with them is in the place of {@code {resources}}. */
    public static final Set<String> MESH_ACTIONS = Set.of("apply", "injected", "delete");

    /** More nodes than this on one machine measure the machine. */
    public static final int NODES_MAX = 9;

    public SystemDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(readLevel, "readLevel");
        Objects.requireNonNull(cas, "cas");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(image, "image");
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("nodes: " + nodes + ", expected 1 to " + NODES_MAX);
        }
        if (startTimeoutSeconds < 1) {
            throw new IllegalArgumentException(
                    "startTimeoutSeconds: " + startTimeoutSeconds + ", expected 1 or more");
        }
        ports = Map.copyOf(ports);
        peerPorts = List.copyOf(peerPorts);
        probes = Map.copyOf(probes);
        protocols = Map.copyOf(protocols);
        command = List.copyOf(command);
        definite = List.copyOf(definite);
        clientNodes = List.copyOf(clientNodes);
        join = List.copyOf(join);
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
        requires = List.copyOf(requires);
        for (String port : peerPorts) {
            requirePort(ports, port, "peerPorts");
        }
        for (String port : probes.keySet()) {
            requirePort(ports, port, "probes");
        }
        for (String port : protocols.values()) {
            requirePort(ports, port, "protocols");
        }
        commands = Map.copyOf(commands);
        running = Map.copyOf(running);
        actions = Map.copyOf(actions);
        if (command.isEmpty() && running.isEmpty()) {
            throw new IllegalArgumentException(
                    "command: empty, expected a program and its arguments, or addresses in running");
        }
        if (!flags.isEmpty() && !command.contains(FLAGS)) {
            throw new IllegalArgumentException("flags: " + flags + ", but the command has no word "
                    + FLAGS + " in whose place they would come");
        }
        if (!running.isEmpty()) {
            requireAddresses(running, nodes, ports, peerPorts);
        }
        if (mesh != null && (running.isEmpty() || !actions.keySet().containsAll(MESH_ACTIONS))) {
            throw new IllegalArgumentException("mesh: needs nodes that run already (running), and"
                    + " the actions " + sorted(MESH_ACTIONS) + "; there are actions "
                    + sorted(actions.keySet()));
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    private static void requireAddresses(
            Map<String, Map<String, String>> running,
            int nodes,
            Map<String, Integer> ports,
            List<String> peerPorts) {
        if (!peerPorts.isEmpty()) {
            throw new IllegalArgumentException("peerPorts: " + peerPorts + ", expected none: the"
                    + " links between nodes that run already have no proxies");
        }
        for (String node : names(nodes)) {
            Map<String, String> at = running.getOrDefault(node, Map.of());
            for (String port : ports.keySet()) {
                if (!at.getOrDefault(port, "").matches("\\S+:\\d{1,5}")) {
                    throw new IllegalArgumentException("running: " + node + ": " + port + ": "
                            + at.get(port) + ", expected HOST:PORT");
                }
            }
        }
    }

    private static void requirePort(Map<String, Integer> ports, String port, String where) {
        if (!ports.containsKey(port)) {
            throw new IllegalArgumentException(
                    where + ": no port '" + port + "', expected one of " + ports.keySet());
        }
    }

    /** Whether its disk and clock can be broken from outside: see {@code {control}}. */
    public boolean seams() {
        return command.stream().anyMatch(word -> word.contains("{control}"));
    }

    /** Whether somebody else runs its nodes. */
    public boolean attached() {
        return !running.isEmpty();
    }

    /** Whether its nodes are processes that the harness starts on this machine. */
    public boolean localProcesses() {
        return image.isEmpty() && !attached();
    }

    /** The port of an interface. */
    public int port(String port) {
        return Objects.requireNonNull(ports.get(port), port);
    }

    /** The port on which a protocol is spoken. */
    public int port(Protocol protocol) {
        return port(Objects.requireNonNull(protocols.get(protocol), protocol.word()));
    }

    /** The node names, n1 first. */
    public List<String> nodeNames() {
        return names(nodes);
    }

    private static List<String> names(int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(i -> "n" + i).toList();
    }

    /** The nodes that clients speak to. */
    public List<String> clientNodeNames() {
        return clientNodes.isEmpty() ? nodeNames() : clientNodes;
    }
}
