package dev.assay.chaos.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.DirectConnections;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

@Timeout(180)
class AllLinksCutIT {
    private static final Duration ANSWER = Duration.ofMillis(1_500);
    private final SystemDescription system = SystemCatalog.load("hraftd");

    @TempDir
    Path logs;

    @Test
    void with_all_links_cut_no_node_serves_and_no_byte_finds_another_way() throws Exception {
        try (Lab lab = Lab.open(system, Set.of(), ToxiproxyChoices.embedded(), 1, logs)) {
            lab.cluster().start();
            for (String node : system.nodeNames()) {
                assertThat(write(lab, node, 1))
                        .as("write at " + node)
                        .isInstanceOf(Outcome.Ok.class);
            }
            assertNoDirectConnections(lab.cluster());

            lab.network().cutAll();
            for (String node : system.nodeNames()) {
                assertThat(write(lab, node, 2))
                        .as("write at " + node)
                        .isNotInstanceOf(Outcome.Ok.class);
                assertThat(read(lab, node)).as("read at " + node).isNotInstanceOf(Outcome.Ok.class);
            }
            assertNoDirectConnections(lab.cluster());

            lab.network().mendAll();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> lab.cluster().awaitHealthy(Duration.ofSeconds(1)));
            assertThat(write(lab, "n1", 3)).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void a_connection_past_the_proxies_is_seen() throws Exception {
        assumeThat(DirectConnections.visible())
                .as("only Linux shows connections")
                .isTrue();
        try (ProcessReaper reaper = ProcessReaper.start();
                AddressPlan direct = AddressPlan.claim(false);
                Cluster cluster = new Cluster(system, direct, reaper, logs)) {
            cluster.start();
            assertThat(DirectConnections.between(cluster)).isNotEmpty();
        }
    }

    private static void assertNoDirectConnections(Cluster cluster) throws IOException {
        assertThat(DirectConnections.between(cluster)).isEmpty();
    }

    private Outcome write(Lab lab, String node, long value) {
        try (StoreClient client = client(lab, node)) {
            return client.invoke(new Request.Write("x", value));
        }
    }

    private Outcome read(Lab lab, String node) {
        try (StoreClient client = client(lab, node)) {
            return client.invoke(new Request.Read("x"));
        }
    }

    private StoreClient client(Lab lab, String node) {
        InetSocketAddress address =
                lab.cluster().addresses().client(node, system.port(Protocol.REDIS));
        return StoreClient.of(Protocol.REDIS, system, address, ANSWER);
    }
}
