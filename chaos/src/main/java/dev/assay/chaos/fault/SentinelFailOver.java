package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.Link;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The primary is cut off from its replica and from all sentinels, not from clients. The sentinels make
 * the replica primary by themselves; as soon as one says so, the clients' address moves there, which is
 * what a client that asks sentinels, or a script of theirs for a virtual address, brings about. What
 * the old primary acknowledged meanwhile is gone.
 *
 * @param longest how long the sentinels may take
 */
public record SentinelFailOver(Duration longest) implements Fault {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(2_000)
            .autoNegotiateProtocol(false)
            .build();
    private static final ProtocolCommand SENTINEL =
            () -> "SENTINEL".getBytes(StandardCharsets.US_ASCII);
    /** In whose eyes everybody sees the primary, and the others: see redis-sentinel.yaml. */
    private static final String PRIMARY = "n1";

    private static final String REPLICA = "n2";
    private static final String ASKED = "n3";
    private static final long LOOK_MS = 50;

    @Override
    public String name() {
        return "sentinel-fail-over";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("sentinels have", longest.toMillis() + " ms");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.SENTINELS, Need.PEER_LINKS);
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        Network network = context.network();
        List<Link> toPrimary = network.links().stream()
                .filter(Link::betweenNodes)
                .filter(link -> link.to().equals(PRIMARY))
                .toList();
        String promoted = cluster.addresses().peer(PRIMARY, REPLICA);
        network.hole(toPrimary);
        boolean moved = awaitNamed(cluster, promoted);
        if (moved) {
            network.moveClients(PRIMARY, REPLICA);
        }
        return new Active() {
            @Override
            public List<String> targets() {
                return List.of(PRIMARY, REPLICA);
            }

            @Override
            public @Nullable String effect() {
                return moved && cluster.status(REPLICA).leader()
                        ? "the sentinels made " + REPLICA + " primary in place of " + PRIMARY
                        : null;
            }

            @Override
            public void heal() throws IOException {
                network.mend(toPrimary);
            }
        };
    }

    private boolean awaitNamed(Cluster cluster, String address) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (address.equals(primary(cluster))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return false;
    }

    /** The primary's address as a sentinel says it, or nothing. */
    private static String primary(Cluster cluster) {
        HostAndPort at =
                new HostAndPort(cluster.addresses().own(ASKED), cluster.system().port("redis"));
        try (Jedis jedis = new Jedis(at, CONFIG)) {
            Object reply = jedis.sendCommand(SENTINEL, "GET-MASTER-ADDR-BY-NAME", "primary");
            return reply instanceof List<?> words && words.get(0) instanceof byte[] host
                    ? new String(host, StandardCharsets.US_ASCII)
                    : "";
        } catch (JedisException e) {
            return "";
        }
    }
}
