package dev.assay.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.bench.Needed;
import dev.assay.bench.cluster.PacketDrop.Side;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class FirewallTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void kill() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void packets_are_counted_in_the_first_column_of_the_rule_that_drops() {
        assertThat(Firewall.dropped("""
                        Chain ASSAY (2 references)
                            pkts      bytes target     prot opt in     out     source               destination
                              42     3120 DROP       0    --  *      *       0.0.0.0/0            0.0.0.0/0            statistic mode random probability 0.30
                        """)).isEqualTo(42);
        assertThat(Firewall.dropped("Chain ASSAY (0 references)\n")).isZero();
    }

    @Test
    void this_machines_own_network_is_left_alone() {
        assertThatThrownBy(() -> new Firewall(ProcessHandle.current().pid()))
                .hasMessageContaining("this machine's own network");
    }

    @ParameterizedTest
    @CsvSource({"IN, 30, 1", "OUT, 100, 1", "BOTH, 5, 2"})
    void rules_come_and_go_in_the_network_of_a_process(Side side, int percent, int jumps)
            throws IOException {
        Needed.firewall();
        long pid = processWithItsOwnNetwork();
        List<String> before = rules(pid);
        Firewall firewall = new Firewall(pid);
        firewall.drop(new PacketDrop(side, percent));
        assertThat(rules(pid))
                .filteredOn(rule -> rule.endsWith("-j ASSAY"))
                .hasSize(jumps)
                .allMatch(rule -> rule.contains("! -"));
        assertThat(rules(pid)).anyMatch(rule -> rule.endsWith("-j DROP"));
        assertThat(firewall.dropped()).isZero();
        firewall.pass();
        assertThat(rules(pid)).isEqualTo(before);
        firewall.pass(); // where nothing was dropped there is nothing to undo
        assertThat(rules(pid)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"0", "101"})
    void a_share_is_a_percentage(int percent) {
        assertThatThrownBy(() -> new PacketDrop(Side.BOTH, percent))
                .hasMessageContaining("expected 1 to 100");
    }

    private long processWithItsOwnNetwork() throws IOException {
        Process process = new ProcessBuilder("unshare", "--net", "sleep", "120").start();
        started.add(process);
        Path network = Path.of("/proc", Long.toString(process.pid()), "ns", "net");
        Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        await().atMost(SOON).until(() -> !Files.readSymbolicLink(network).equals(own));
        return process.pid();
    }

    private static List<String> rules(long pid) throws IOException {
        return HostCommand.run(
                        List.of("nsenter", "--target", "" + pid, "--net", "iptables", "-S"), SOON)
                .lines()
                .toList();
    }
}
