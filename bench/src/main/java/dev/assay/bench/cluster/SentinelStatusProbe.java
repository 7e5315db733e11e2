package dev.assay.bench.cluster;

import redis.clients.jedis.Jedis;

import java.util.Map;

/**
 * Servers and their sentinels on the same port: a server is asked as {@link RedisStatusProbe} does, a
 * sentinel for {@code INFO sentinel}. A primary that has a replica speaks for all members, since it
 * knows no sentinels.
 */
final class SentinelStatusProbe extends RedisStatus {

    /** {@code master0:name=primary,status=ok,address=127.16.2.1:6379,slaves=1,sentinels=3}. */
    private static final String WATCHED = "master0";

    private static final int SERVERS = 2;

    private final int nodes;

    SentinelStatusProbe(int port, int nodes) {
        super(port);
        this.nodes = nodes;
    }

    @Override
    NodeStatus ask(Jedis node) {
        Map<String, Object> info = info(node, "sentinel");
        if (info.isEmpty()) {
            NodeStatus status = RedisStatusProbe.said(node);
            int members = status.members() == SERVERS ? nodes : status.members();
            return new NodeStatus(status.ready(), status.leader(), 0, members, status.details());
        }
        String watched = info.getOrDefault(WATCHED, "").toString();
        boolean ready = watched.contains("status=ok")
                && watched.contains("slaves=1")
                && watched.contains("sentinels=" + (nodes - SERVERS));
        return new NodeStatus(ready, false, 0, nodes, info);
    }
}
