package dev.assay.bench.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a node is asked whether it is ready and who leads. */
public enum StatusKind {
    /** {@code GET /readyz} and {@code GET /status}. */
    @JsonProperty("hraftd")
    HRAFTD,
    /** {@code PING} and {@code INFO replication}. */
    @JsonProperty("redis")
    REDIS,
    /** {@code /health} and {@code /v3/maintenance/status}. */
    @JsonProperty("etcd")
    ETCD,
    /** As {@link #REDIS}; a sentinel is ready once it knows the primary, its replica and the others. */
    @JsonProperty("redis-sentinel")
    REDIS_SENTINEL,
    /** {@code RAFT INFO}: the statistics of HashiCorp's Raft, over the Redis protocol. */
    @JsonProperty("raft-info")
    RAFT_INFO,
    /** {@code GET /status} of hraftd without Redis. */
    @JsonProperty("hraftd-upstream")
    HRAFTD_UPSTREAM
}
