package dev.assay.bench.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for connections between nodes that go past the proxies: such a link could not be cut, and a
 * fault on it would prove nothing. Reads the kernel's tables under {@code /proc}, so it sees
 * something on Linux only.
 */
public final class DirectConnections {
    private static final Path PROC = Path.of("/proc");
    private static final String ESTABLISHED = "01";
    private static final int COLUMN_REMOTE = 2;
    private static final int COLUMN_STATE = 3;
    private static final int COLUMN_INODE = 9;
    private static final int HEX = 16;
    private static final int IPV4_HEX_DIGITS = 8;

    private DirectConnections() {}

    /** Whether this machine can be looked at. */
    public static boolean visible() {
        return Files.isReadable(PROC.resolve("self/net/tcp"));
    }

    /** A sentence for each connection that a node opened to the own address of another. */
    public static List<String> between(Cluster cluster) throws IOException {
        List<String> found = new ArrayList<>();
        if (!visible() || cluster.system().peerPorts().isEmpty()) {
            return found;
        }
        Map<String, String> nodeAt = new HashMap<>();
        for (String node : cluster.system().nodeNames()) {
            nodeAt.put(cluster.addresses().own(node), node);
        }
        for (Map.Entry<String, Long> entry : cluster.pids().entrySet()) {
            for (InetSocketAddress remote : remotes(entry.getValue())) {
                String to = nodeAt.get(remote.getHostString());
                if (to != null
                        && !to.equals(entry.getKey())
                        && cluster.system().ports().containsValue(remote.getPort())) {
                    found.add(entry.getKey() + " is connected to " + to + " at " + remote
                            + " directly, past the proxies");
                }
            }
        }
        return found;
    }

    /** Remote ends of the established connections of a process. */
    private static List<InetSocketAddress> remotes(long pid) throws IOException {
        Path process = PROC.resolve(Long.toString(pid));
        Set<String> inodes = socketInodes(process);
        List<InetSocketAddress> remotes = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path file = process.resolve(table);
            if (!Files.isReadable(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] columns = line.trim().split("\\s+");
                if (columns.length > COLUMN_INODE
                        && columns[COLUMN_STATE].equals(ESTABLISHED)
                        && inodes.contains(columns[COLUMN_INODE])) {
                    remotes.add(address(columns[COLUMN_REMOTE]));
                }
            }
        }
        return remotes;
    }

    private static Set<String> socketInodes(Path process) throws IOException {
        Set<String> inodes = new HashSet<>();
        if (!Files.isReadable(process.resolve("fd"))) {
            return inodes; // a container's process, and this one is not root
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (IOException closedMeanwhile) {
                    continue;
                }
            }
        }
        return inodes;
    }

    /** {@code 0100007F:2AF8}: the bytes of the address in reverse, then the port, in hexadecimal. */
    private static InetSocketAddress address(String text) {
        int colon = text.indexOf(':');
        // An IPv4 address in IPv6 form has it in its last word.
        String hex = text.substring(colon - IPV4_HEX_DIGITS, colon);
        StringBuilder dotted = new StringBuilder();
        for (int i = IPV4_HEX_DIGITS - 2; i >= 0; i -= 2) {
            dotted.append(Integer.parseInt(hex.substring(i, i + 2), HEX)).append(i == 0 ? "" : ".");
        }
        int port = Integer.parseInt(text.substring(colon + 1), HEX);
        return InetSocketAddress.createUnresolved(dotted.toString(), port);
    }
}
