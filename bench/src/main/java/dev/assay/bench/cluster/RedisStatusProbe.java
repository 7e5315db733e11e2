package dev.assay.bench.cluster;

import redis.clients.jedis.Jedis;

import java.util.Map;

/** {@code INFO replication}: a primary is the leader, a replica is ready once its link is up. */
final class RedisStatusProbe extends RedisStatus {

    RedisStatusProbe(int port) {
        super(port);
    }

    @Override
    NodeStatus ask(Jedis node) {
        return said(node);
    }

    /** What a server says of itself and its replicas. */
    static NodeStatus said(Jedis node) {
        Map<String, Object> info = info(node, "replication");
        boolean primary = "master".equals(info.get("role"));
        boolean ready = primary || "up".equals(info.get("master_link_status"));
        return new NodeStatus(ready, primary, 0, 1 + (int) number(info, "connected_slaves"), info);
    }
}
