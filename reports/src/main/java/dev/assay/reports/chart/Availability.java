package dev.assay.reports.chart;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How well a system went on answering.
 *
 * @param length from the first invocation to the last event
 * @param outages the longest silences, in the order of time: times of at least {@link
 *     Outage#SHORTEST} in which no operation at all was answered ok
 * @param outageCount how many there were
 * @param outageTime of all of them together
 * @param nodes what the clients of each node saw, in alphabetical order
 * @param recoveries for each fault of the run folder, in its order
 */
public record Availability(
        Duration length,
        List<Outage> outages,
        long outageCount,
        Duration outageTime,
        Map<String, NodeFigures> nodes,
        List<Recovery> recoveries) {

    /**
     * What the operations that were sent to a node came to.
     *
     * @param longestSilence the longest time without an ok answer from it
     */
    public record NodeFigures(OutcomeCounts outcomes, Duration longestSilence) {}

    public Availability {
        outages = List.copyOf(outages);
        recoveries = List.copyOf(recoveries);
    }

    /** The share of the time that lies outside of all outages, from 0 to 1. */
    public double share() {
        return length.isZero() ? 0 : 1 - (double) outageTime.toNanos() / length.toNanos();
    }
}
