package dev.assay.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packet filter of a network that is not this machine's own, as a container has one: iptables,
 * called by nsenter in the network of a process there. Its rules are in a chain of their own, and end
 * with the network. The loopback interface is left alone.
 */
public final class Firewall {
    private static final String CHAIN = "ASSAY";
    private static final Duration CALL_MAX = Duration.ofSeconds(20);
    private static final String LOCK_SECONDS = "10";

    private final long pid;

    /** @throws IOException where the process has this machine's own network, or is gone */
    Firewall(long pid) throws IOException {
        this.pid = pid;
        if (network(Long.toString(pid)).equals(network("self"))) {
            throw new IOException("process " + pid
                    + " shares this machine's own network: its packets are not touched");
        }
    }

    private static Path network(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net"));
    }

    /** What this machine lacks for it, in words. */
    public static Optional<String> missing() {
        List<String> programs = Stream.of("nsenter", "iptables")
                .filter(program -> HostCommand.find(program).isEmpty())
                .map(program -> program + " on the PATH")
                .toList();
        if (!programs.isEmpty()) {
            return Optional.of(String.join(", ", programs));
        }
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("root, whom iptables obeys");
    }

    /** From now on. Only one at a time. */
    void drop(PacketDrop drop) throws IOException {
        iptables("-N", CHAIN);
        List<String> rule = new ArrayList<>(List.of("-A", CHAIN));
        if (!drop.all()) {
            rule.addAll(List.of("-m", "statistic", "--mode", "random", "--probability"));
            rule.add(String.format(Locale.ROOT, "%.2f", drop.percent() / 100.0));
        }
        rule.addAll(List.of("-j", "DROP"));
        iptables(rule.toArray(String[]::new));
        if (drop.side() != PacketDrop.Side.OUT) {
            iptables("-I", "INPUT", "!", "-i", "lo", "-j", CHAIN);
        }
        if (drop.side() != PacketDrop.Side.IN) {
            iptables("-I", "OUTPUT", "!", "-o", "lo", "-j", CHAIN);
        }
    }

    /** How many packets have vanished since {@link #drop}. */
    long dropped() throws IOException {
        return dropped(iptables("-L", CHAIN, "-v", "-x", "-n"));
    }

    /** The first column of the rule, behind two lines of headings. */
    static long dropped(String listing) {
        return listing.lines()
                .map(String::strip)
                .filter(line -> line.contains(" DROP "))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[0]))
                .sum();
    }

    /** Undoes {@link #drop}, also where that failed half way. */
    void pass() throws IOException {
        List<String> rules = iptables("-S").lines().toList();
        for (String rule : rules) {
            if (rule.endsWith("-j " + CHAIN)) {
                iptables(rule.replaceFirst("-A", "-D").split(" "));
            }
        }
        if (rules.contains("-N " + CHAIN)) {
            iptables("-F", CHAIN);
            iptables("-X", CHAIN);
        }
    }

    private String iptables(String... arguments) throws IOException {
        List<String> call = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                Long.toString(pid),
                "--net",
                "iptables",
                "--wait",
                LOCK_SECONDS));
        call.addAll(List.of(arguments));
        return HostCommand.run(call, CALL_MAX);
    }
}
