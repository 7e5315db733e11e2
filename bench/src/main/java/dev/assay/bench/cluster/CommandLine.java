package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills the placeholders of a description for one node. Pure but for the look at the disk. */
final class CommandLine {
    /** A word of its own in a command: the join options, or nothing for the first node. */
    private static final String JOIN = "{join}";

    /** Behind the name of a node's data folder. */
    static final String CONTROL_SUFFIX = ".control";

    private final SystemDescription system;
    private final Map<String, String> values = new HashMap<>();
    private final boolean first;
    private final String node;

    CommandLine(
            SystemDescription system, Addresses addresses, String node, String data, String hosts) {
        this.system = system;
        this.node = node;
        this.first = node.equals(system.nodeNames().get(0));
        values.put("java", ProcessHandle.current().info().command().orElse("java"));
        values.put("node", node);
        values.put("own", addresses.own(node));
        values.put("data", data);
        values.put("hosts", hosts);
        values.put("control", data + CONTROL_SUFFIX);
        values.put("server", serverJars().toString());
        system.ports().forEach((name, port) -> values.put("port." + name, port.toString()));
        values.put("system", system.name());
        for (String peer : system.nodeNames()) {
            values.put("own." + peer, addresses.own(peer));
            values.put(
                    "peer." + peer,
                    peer.equals(node) ? addresses.own(node) : addresses.peer(node, peer));
            for (String other : system.nodeNames()) {
                values.put(
                        "peer." + other + "." + peer,
                        peer.equals(other) ? addresses.own(peer) : addresses.peer(other, peer));
            }
        }
    }

    /** The folder of the bundled server's jars: a system property, else beside the checkout. */
    static Path serverJars() {
        String property = System.getProperty("assay.server");
        if (property != null) {
            return Path.of(property).toAbsolutePath();
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path jars = at.resolve("server").resolve("target");
            if (Files.isRegularFile(jars.resolve("hraftd.jar"))) {
                return jars;
            }
        }
        return Path.of("server", "target").toAbsolutePath();
    }

    /** Nothing for nodes that somebody else runs, whatever their description has from its base. */
    List<String> command() {
        if (system.attached()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (String word : system.commands().getOrDefault(node, system.command())) {
            switch (word) {
                case SystemDescription.FLAGS -> words.addAll(fill(system.flags()));
                case JOIN -> words.addAll(fill(first ? List.of() : system.join()));
                default -> words.add(fill(word));
            }
        }
        return words;
    }

    /** What a description says under {@code actions}, for this node. */
    Optional<List<String>> action(String name) {
        return Optional.ofNullable(system.actions().get(name)).map(this::fill);
    }

    Map<String, String> environment() {
        Map<String, String> filled = new HashMap<>();
        system.environment().forEach((name, value) -> filled.put(name, fill(value)));
        return filled;
    }

    /** What is required and missing on this machine, in words; empty when all is there. */
    static List<String> missing(SystemDescription system) {
        List<String> missing = new ArrayList<>();
        for (String need : system.requires()) {
            String path = need.replace("{server}", serverJars().toString());
            if (path.contains("/")
                    ? !Files.exists(Path.of(path))
                    : HostCommand.find(path).isEmpty()) {
                missing.add(
                        path.contains("/")
                                ? path + " does not exist"
                                : path + " is not on the PATH");
            }
        }
        return missing;
    }

    private List<String> fill(List<String> words) {
        return words.stream().map(this::fill).toList();
    }

    private String fill(String word) {
        String filled = word.replace("{node}", node); // it may stand within another one
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        if (filled.matches(".*\\{[a-z][a-z0-9.]*}.*")) {
            throw new IllegalArgumentException("system '" + system.name() + "': '" + word
                    + "' has an unknown placeholder; known are " + values.keySet());
        }
        return filled;
    }
}
