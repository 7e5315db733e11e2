package dev.assay.chaos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.Needed;
import dev.assay.bench.cluster.PacketDrop;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.DropPackets;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.LinkSet;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.PartitionShape;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.fault.ToxicFault;
import dev.assay.chaos.toxiproxy.toxic.Timeout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A redis-server that was there before, and is there afterwards with what it held. */
class RunningSystemIT {
    private static final String HOST = "127.0.0.1";
    private static final String OTHERS_KEY = "r0";

    @TempDir
    Path folder;

    @Test
    void its_client_links_are_broken_and_it_is_paused_by_a_command_of_its_description()
            throws Exception {
        Needed.redisServer();
        int port = freePort();
        try (ProcessReaper reaper = ProcessReaper.start()) {
            Process redis = redis(reaper, port);
            try (Jedis jedis = connected(port)) {
                jedis.set(OTHERS_KEY, "somebody's");
            }
            String system = describe(port, redis.pid()).toString();
            ConsistencyResult result = Consistency.of(system)
                    .faults(
                            new Pause(Target.ALL),
                            new ToxicFault(new Timeout(0), LinkSet.CLIENTS, ToxicFault.Way.REPLIES))
                    .time(Duration.ofSeconds(4))
                    .seed(3)
                    .runs(folder.resolve("runs"))
                    .run();
            assertThat(result.problems()).isEmpty();
            result.requireValid();
            assertThat(redis.isAlive()).isTrue();
            try (Jedis jedis = connected(port)) {
                assertThat(jedis.get(OTHERS_KEY)).isEqualTo("somebody's");
            }
            assertThat(Files.readString(result.folder().resolve("history.jsonl")))
                    .contains("\"key\":\"assay-");
        }
    }

    @Test
    void what_needs_more_than_its_description_offers_is_refused_with_the_reason()
            throws IOException {
        SystemDescription system = SystemCatalog.load(describe(1, 1).toString());
        assertThat(new Pause(Target.ALL).lacks(system)).isEmpty();
        assertThat(new Kill(Target.ALL).lacks(system))
                .containsExactly("an action 'kill' for nodes that run already");
        assertThat(new Partition(PartitionShape.HALVES).lacks(system))
                .anyMatch(lack -> lack.contains("proxies between nodes"));
    }

    /**
     * No Kubernetes is here: in kubectl's place is a command that does to the server what the
     * resource says, loss of all packets, by stopping it until the resource is deleted.
     */
    @Test
    void its_faults_are_resources_that_are_applied_and_deleted_where_chaos_mesh_is()
            throws Exception {
        Needed.redisServer();
        int port = freePort();
        try (ProcessReaper reaper = ProcessReaper.start()) {
            Process redis = redis(reaper, port);
            connected(port).close();
            ConsistencyResult result = Consistency.of(inMesh(port, redis.pid(), "true"))
                    .faults(new DropPackets(Target.ALL, PacketDrop.Side.BOTH, 100))
                    .time(Duration.ofSeconds(3))
                    .seed(3)
                    .runs(folder.resolve("runs"))
                    .run();
            assertThat(result.problems()).isEmpty();
            result.requireValid();
            String calls = Files.readString(folder.resolve("calls"));
            assertThat(calls.lines()
                            .filter(line -> line.matches("apply|delete"))
                            .toList())
                    .startsWith("apply", "delete")
                    .endsWith("delete");
            assertThat(calls)
                    .contains("kind: \"NetworkChaos\"", "namespace: \"shop\"", "- \"store-0\"")
                    .contains("action: \"loss\"", "loss: \"100\"");
            assertThat(Files.readString(result.folder().resolve("faults.jsonl")))
                    .contains("Chaos Mesh says that all of it is injected")
                    .contains("100 % of ", "Chaos Mesh in namespace shop");

            ConsistencyResult unseen = Consistency.of(inMesh(port, redis.pid(), "false"))
                    .faults(new DropPackets(Target.ALL, PacketDrop.Side.BOTH, 100))
                    .time(Duration.ofSeconds(3))
                    .seed(3)
                    .runs(folder.resolve("runs"))
                    .run();
            assertThat(unseen.problems())
                    .anyMatch(problem ->
                            problem.contains("failed") && problem.contains("'false' ended with 1"));
            assertThat(Files.readString(folder.resolve("calls")))
                    .as("healed all the same")
                    .matches("(?s).*apply.*delete.*apply.*delete.*");
        }
    }

    private String inMesh(int port, long pid, String injected) throws IOException {
        Path kubectl = Files.writeString(
                folder.resolve("kubectl.sh"), """
                { echo "$1"; cat "$2"; } >>%s
                case $1 in apply) kill -STOP %2$d ;; delete) kill -CONT %2$d ;; esac
                """.formatted(folder.resolve("calls"), pid));
        return Files.writeString(folder.resolve("mesh-" + injected + ".yaml"), """
                base: redis-single
                name: in-mesh
                running: {n1: {redis: "%s:%d"}}
                mesh: {namespace: shop, set: store, container: redis}
                actions:
                  apply: [sh, "%3$s", apply, "{resources}"]
                  delete: [sh, "%3$s", delete, "{resources}"]
                  injected: ["%4$s"]
                """.formatted(
                                HOST, port, kubectl, injected))
                .toString();
    }

    @Test
    void a_mesh_without_its_actions_is_refused_with_those_it_needs() throws IOException {
        Path file = Files.writeString(folder.resolve("half.yaml"), """
                base: redis-single
                name: half
                running: {n1: {redis: "127.0.0.1:1"}}
                mesh: {namespace: shop, set: store, container: redis}
                actions: {apply: [kubectl, apply]}
                """);
        assertThatThrownBy(() -> SystemCatalog.load(file.toString()))
                .hasMessageContaining("the actions [apply, delete, injected]")
                .hasMessageContaining("there are actions [apply]");
        Files.writeString(file, Files.readString(file).replace("namespace", "namespaces"));
        assertThatThrownBy(() -> SystemCatalog.load(file.toString()))
                .hasMessageContaining("mesh: namespace is missing");
    }

    private Path describe(int port, long pid) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), """
                base: redis-single
                name: mine
                running: {n1: {redis: "%s:%d"}}
                actions:
                  pause: [kill, -STOP, "%3$d"]
                  resume: [kill, -CONT, "%3$d"]
                """.formatted(HOST, port, pid));
    }

    private Process redis(ProcessReaper reaper, int port) throws IOException {
        return reaper.launch(
                List.of("redis-server", "--bind", HOST, "--port", "" + port, "--save", ""),
                Map.of(),
                folder,
                folder.resolve("redis.log"));
    }

    private static Jedis connected(int port) throws InterruptedException {
        for (int i = 0; ; i++) {
            Jedis jedis = new Jedis(HOST, port);
            try {
                jedis.ping();
                return jedis;
            } catch (redis.clients.jedis.exceptions.JedisConnectionException e) {
                jedis.close();
                if (i == 100) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
