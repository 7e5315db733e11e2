package dev.assay.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

@Timeout(180)
class ClusterIT {
    private static final Duration HEALTHY = Duration.ofSeconds(40);

    private final SystemDescription system = SystemCatalog.load("hraftd");

    @TempDir
    Path folder;

    @Test
    void a_cluster_forms_survives_its_leader_and_takes_it_back() throws Exception {
        try (ProcessReaper reaper = ProcessReaper.start();
                AddressPlan addresses = AddressPlan.claim(false);
                Cluster cluster = new Cluster(system, addresses, reaper, folder)) {
            cluster.start();
            String leader = cluster.leader().orElseThrow();
            assertThat(cluster.status(leader).members()).isEqualTo(3);
            assertThat(ask(cluster, leader, Protocol.REDIS, new Request.Write("x", 1)))
                    .isEqualTo(new Outcome.Ok(1L));

            cluster.kill(leader);
            assertThat(cluster.running(leader)).isFalse();
            cluster.launch(leader);
            assertThat(cluster.awaitHealthy(HEALTHY)).isTrue();

            for (String node : system.nodeNames()) {
                assertThat(ask(cluster, node, Protocol.HRAFTD_HTTP, new Request.Read("x")))
                        .as("read at " + node)
                        .isEqualTo(new Outcome.Ok(1L));
            }
            assertThat(ask(cluster, leader, Protocol.REDIS, new Request.Cas("x", 9, 10)))
                    .isEqualTo(new Outcome.Mismatch());
            assertThat(ask(cluster, leader, Protocol.HRAFTD_HTTP, new Request.Cas("x", 1, 2)))
                    .isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void a_paused_node_is_silent_and_goes_on_when_resumed() throws Exception {
        try (ProcessReaper reaper = ProcessReaper.start();
                AddressPlan addresses = AddressPlan.claim(false);
                Cluster cluster = new Cluster(oneNode(), addresses, reaper, folder)) {
            cluster.start();
            cluster.pause("n1");
            assertThat(cluster.status("n1")).isEqualTo(NodeStatus.SILENT);
            cluster.resume("n1");
            assertThat(cluster.awaitHealthy(HEALTHY)).isTrue();
        }
    }

    @Test
    void a_node_that_cannot_start_ends_the_start_with_the_end_of_its_log() throws Exception {
        Path file = Files.writeString(
                folder.resolve("broken.yaml"),
                "base: hraftd\ncommand: [sh, -c, 'echo no luck; exit 3']\n");
        try (ProcessReaper reaper = ProcessReaper.start();
                AddressPlan addresses = AddressPlan.claim(false);
                Cluster cluster = new Cluster(
                        SystemCatalog.load(file.toString()), addresses, reaper, folder)) {
            assertThatThrownBy(cluster::start)
                    .hasMessageContaining("exit code 3")
                    .hasMessageContaining("no luck");
        }
    }

    private SystemDescription oneNode() throws Exception {
        Path file = Files.writeString(folder.resolve("one.yaml"), "base: hraftd\nnodes: 1\n");
        return SystemCatalog.load(file.toString());
    }

    private Outcome ask(Cluster cluster, String node, Protocol protocol, Request request) {
        try (StoreClient client = StoreClient.of(
                protocol,
                system,
                cluster.addresses().client(node, system.port(protocol)),
                Duration.ofSeconds(3))) {
            return client.invoke(request);
        }
    }
}
