package dev.assay.chaos.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.Needed;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
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
            Process redis = reaper.launch(
                    List.of("redis-server", "--bind", HOST, "--port", "" + port, "--save", ""),
                    Map.of(),
                    folder,
                    folder.resolve("redis.log"));
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
