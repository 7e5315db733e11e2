package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Addresses;
import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Redis' own way to lose acknowledged writes: the link between the primary and its asynchronous
 * replica is cut, and after a while the replica is promoted and the clients' address moves to it, as
 * a virtual address or a Sentinel would move them. What the primary acknowledged meanwhile is gone.
 *
 * @param lag how long the primary goes on alone
 */
public record FailOver(Duration lag) implements Fault {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(2_000)
            .autoNegotiateProtocol(false)
            .build();
    private static final String PRIMARY = "n1";
    private static final String REPLICA = "n2";

    @Override
    public String name() {
        return "fail-over";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("lag", lag.toMillis() + " ms", "promotion", "REPLICAOF NO ONE");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        Network network = context.network();
        Addresses addresses = cluster.addresses();
        int port = cluster.system().port("redis");
        Cut there = new Cut(PRIMARY, REPLICA);
        Cut back = new Cut(REPLICA, PRIMARY);
        network.cut(there);
        network.cut(back);
        TimeUnit.MILLISECONDS.sleep(lag.toMillis());
        replicaOf(addresses.own(REPLICA), port, "NO", "ONE");
        network.moveClients(PRIMARY, REPLICA);
        return new Active() {
            @Override
            public List<String> targets() {
                return List.of(PRIMARY, REPLICA);
            }

            @Override
            public @Nullable String effect() {
                return cluster.status(REPLICA).leader()
                        ? REPLICA + " took over from " + PRIMARY
                        : null;
            }

            @Override
            public void heal() throws IOException {
                network.mend(there);
                network.mend(back);
                String primary = addresses.peer(PRIMARY, REPLICA);
                replicaOf(addresses.own(PRIMARY), port, primary, Integer.toString(port));
            }
        };
    }

    private static void replicaOf(String node, int port, String host, String at)
            throws IOException {
        try (Jedis jedis = new Jedis(new HostAndPort(node, port), CONFIG)) {
            jedis.sendCommand(redis.clients.jedis.Protocol.Command.REPLICAOF, host, at);
        } catch (JedisException e) {
            throw new IOException(
                    "REPLICAOF " + host + " " + at + " at " + node + ":" + port + " failed: "
                            + e.getMessage(),
                    e);
        }
    }
}
