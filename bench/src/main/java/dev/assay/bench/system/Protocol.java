package dev.assay.bench.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a client speaks to a system. */
public enum Protocol {
    /** RESP through Jedis. */
    @JsonProperty("redis")
    REDIS("redis"),
    /** hraftd's {@code /key} routes, with etcd v2's {@code prevValue}. */
    @JsonProperty("hraftd-http")
    HRAFTD_HTTP("hraftd-http"),
    /** etcd v3's JSON gateway. */
    @JsonProperty("etcd")
    ETCD("etcd");

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    /** The word in descriptions and reports. */
    public String word() {
        return word;
    }
}
