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
    ETCD
}
