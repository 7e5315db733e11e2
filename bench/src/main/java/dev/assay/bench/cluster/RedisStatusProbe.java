package dev.assay.bench.cluster;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

import java.util.HashMap;
import java.util.Map;

/** {@code INFO replication}: a primary is the leader, a replica is ready once its link is up. */
final class RedisStatusProbe implements StatusProbe {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MS)
            .autoNegotiateProtocol(false)
            .build();

    private final int port;

    RedisStatusProbe(int port) {
        this.port = port;
    }

    @Override
    public NodeStatus ask(String host) {
        try (Jedis jedis = new Jedis(new HostAndPort(host, port), CONFIG)) {
            Map<String, Object> info = new HashMap<>();
            for (String line : jedis.info("replication").split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    info.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
            boolean primary = "master".equals(info.get("role"));
            boolean ready = primary || "up".equals(info.get("master_link_status"));
            int replicas =
                    Integer.parseInt(info.getOrDefault("connected_slaves", "0").toString());
            return new NodeStatus(ready, primary, 0, 1 + replicas, info);
        } catch (JedisException | NumberFormatException e) {
            return NodeStatus.SILENT;
        }
    }
}
