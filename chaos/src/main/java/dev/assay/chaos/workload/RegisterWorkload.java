package dev.assay.chaos.workload;

import dev.assay.bench.generator.RegisterMix;

import java.time.Duration;

/**
 * Registers that are read, written and compared-and-set: judged for linearizability, key by key.
 *
 * @param clientsPerNode how many clients are pinned to each node; they take turns at the protocols
 *     that the system speaks
 * @param interval between two requests of one client
 * @param timeout how long a client waits before it calls the outcome unknown
 */
public record RegisterWorkload(
        RegisterMix mix, int clientsPerNode, Duration interval, Duration timeout) {

    /** Prefix of the keys, so that a run does not meet what others left. */
    public static final String KEY_PREFIX = "r";

    public RegisterWorkload {
        if (clientsPerNode < 1) {
            throw new IllegalArgumentException(
                    "clientsPerNode: " + clientsPerNode + ", expected 1 or more");
        }
        if (interval.isNegative()
                || interval.isZero()
                || timeout.isNegative()
                || timeout.isZero()) {
            throw new IllegalArgumentException("interval " + interval + " and timeout " + timeout
                    + ": expected both to be positive");
        }
    }
}
