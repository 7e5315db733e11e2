package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

/**
 * Asks one node, on its own address and not through a proxy, how it is. Never throws for what the
 * node does or does not answer: no answer within {@link #TIMEOUT_MS} is {@link NodeStatus#SILENT}.
 */
public interface StatusProbe {
    /** How long a node may take to say how it is. */
    int TIMEOUT_MS = 1_000;

    NodeStatus ask(String host);

    /** The probe that a description asks for. */
    static StatusProbe of(SystemDescription system) {
        return switch (system.status()) {
            case HRAFTD -> new HraftdStatusProbe(system.port("http"));
            case REDIS -> new RedisStatusProbe(system.port("redis"));
            case ETCD -> new EtcdStatusProbe(system.port("client"));
            case REDIS_SENTINEL -> new SentinelStatusProbe(system.port("redis"), system.nodes());
            case RAFT_INFO -> new RaftInfoProbe(system.port("redis"));
            case HRAFTD_UPSTREAM -> new UpstreamStatusProbe(system.port("http"));
        };
    }
}
