package dev.assay.bench.cluster;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

import java.util.HashMap;
import java.util.Map;

/**
 * Servers and their sentinels on the same port: a server is asked as {@link RedisStatusProbe} does, a
 * sentinel for {@code INFO sentinel}. A primary that has a replica speaks for all members, since it
 * knows no sentinels.
 */
final class SentinelStatusProbe implements StatusProbe {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MS)
            .autoNegotiateProtocol(false)
            .build();
    /** {@code master0:name=primary,status=ok,address=127.16.2.1:6379,slaves=1,sentinels=3}. */
    private static final String WATCHED = "master0";

    private static final int SERVERS = 2;

    private final int port;
    private final int nodes;
    private final RedisStatusProbe server;

    SentinelStatusProbe(int port, int nodes) {
        this.port = port;
        this.nodes = nodes;
        this.server = new RedisStatusProbe(port);
    }

    @Override
    public NodeStatus ask(String host) {
        try (Jedis jedis = new Jedis(new HostAndPort(host, port), CONFIG)) {
            Map<String, Object> info = new HashMap<>();
            for (String line : jedis.info("sentinel").split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    info.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
            if (info.isEmpty()) {
                NodeStatus status = server.ask(host);
                int members = status.members() == SERVERS ? nodes : status.members();
                return new NodeStatus(
                        status.ready(), status.leader(), 0, members, status.details());
            }
            String watched = info.getOrDefault(WATCHED, "").toString();
            boolean ready = watched.contains("status=ok")
                    && watched.contains("slaves=1")
                    && watched.contains("sentinels=" + (nodes - SERVERS));
            return new NodeStatus(ready, false, 0, nodes, info);
        } catch (JedisException e) {
            return NodeStatus.SILENT;
        }
    }
}
