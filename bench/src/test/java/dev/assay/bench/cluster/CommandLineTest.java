package dev.assay.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.Needed;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CommandLineTest {
    private static final String DATA = "data-here";
    private static final String HOSTS = "hosts-here";

    @TempDir
    Path folder;

    @Test
    void only_the_first_node_starts_without_joining() throws IOException {
        assertThat(command("hraftd", "n1")).doesNotContain("-join").endsWith("data-here");
        assertThat(command("hraftd", "n2"))
                .containsSubsequence("-id", "n2", "-join", "n1:11000")
                .endsWith("data-here");
    }

    @Test
    void a_description_adds_flags_to_the_command_of_its_base() throws IOException {
        assertThat(command("hraftd", "n2")).doesNotContain("-level");
        assertThat(command("hraftd-lease", "n2"))
                .containsSubsequence("-level", "lease", "-join", "n1:11000");
    }

    /** The base's command has ports that these nodes need not have. */
    @Test
    void nodes_that_somebody_else_runs_have_none() throws IOException {
        assertThat(command("../docker/kubernetes/system.yaml", "n1")).isEmpty();
    }

    @Test
    void a_peer_is_named_by_the_address_at_which_this_node_sees_it() throws IOException {
        try (AddressPlan plan = AddressPlan.claim(true)) {
            List<String> command = new CommandLine(
                            SystemCatalog.load("redis-failover"), plan, "n2", DATA, HOSTS)
                    .command();
            assertThat(command).containsSubsequence("--replicaof", plan.peer("n2", "n1"), "6379");
        }
    }

    @Test
    void a_node_may_start_by_a_command_of_its_own_and_know_how_another_sees_a_peer()
            throws IOException {
        try (AddressPlan plan = AddressPlan.claim(true)) {
            SystemDescription system = SystemCatalog.load("redis-sentinel");
            assertThat(new CommandLine(system, plan, "n2", DATA, HOSTS).command())
                    .startsWith("redis-server")
                    .containsSubsequence("--replica-announce-ip", plan.peer("n1", "n2"));
            assertThat(new CommandLine(system, plan, "n4", DATA, HOSTS).command())
                    .endsWith(plan.own("n4"), "6379", plan.peer("n1", "n4"), plan.peer("n2", "n1"));
        }
    }

    @Test
    void an_interposer_stands_before_the_command_in_its_environment() throws IOException {
        assertThat(Interposer.before(List.of(), folder, List.of("a", "b")))
                .containsExactly("a", "b");
        Needed.interposers();
        for (Interposer interposer : Interposer.values()) {
            assertThat(Interposer.before(List.of(interposer), folder, List.of("a", "b")))
                    .startsWith("env")
                    .anyMatch(word -> word.startsWith("LD_PRELOAD=/"))
                    .endsWith("a", "b");
        }
    }

    @Test
    void an_unknown_placeholder_is_refused_with_those_that_are_known() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.yaml"), "base: hraftd\ncommand: [a, '{prot.http}']\n");
        assertThatThrownBy(() -> command(file.toString(), "n1"))
                .hasMessageContaining("{prot.http}")
                .hasMessageContaining("port.http");
    }

    @Test
    void what_is_not_on_this_machine_is_named() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.yaml"), "base: hraftd\nrequires: [no-such-program, sh]\n");
        assertThat(Cluster.missing(SystemCatalog.load(file.toString())))
                .containsExactly("no-such-program is not on the PATH");
    }

    private static List<String> command(String system, String node) throws IOException {
        try (AddressPlan plan = AddressPlan.claim(true)) {
            return new CommandLine(SystemCatalog.load(system), plan, node, DATA, HOSTS).command();
        }
    }
}
