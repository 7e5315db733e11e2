package dev.assay.bench.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a system compares and sets over the Redis protocol. */
public enum CasStyle {
    /** {@code SET key new IFEQ old} (Redis 8.4 and later). */
    @JsonProperty("ifeq")
    IFEQ,
    /** {@code WATCH}, {@code GET}, {@code MULTI}, {@code SET}, {@code EXEC}. */
    @JsonProperty("watch-multi")
    WATCH_MULTI,
    /** {@code EVAL} of a three-line script. */
    @JsonProperty("lua")
    LUA,
    /** Not at all: the workload leaves compare-and-set out. */
    @JsonProperty("none")
    NONE
}
