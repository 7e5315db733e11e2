package dev.assay.chaos.runner;

import org.jspecify.annotations.Nullable;

/**
 * When a fault was there, on the clock of the history.
 *
 * @param startNanos when injecting began
 * @param healingNanos when healing began
 * @param wholeNanos when the cluster was whole again, or was given up
 * @param newLeaderNanos how long it took until another node led; null when none did
 */
record FaultTimes(
        String name,
        boolean serviceExpected,
        long startNanos,
        long healingNanos,
        long wholeNanos,
        @Nullable Long newLeaderNanos) {}
