package dev.assay.reports.chart;

import java.time.Duration;

/** A time in which nothing was answered ok, on the clock of the history. */
public record Outage(long fromNanos, long toNanos) {

    /**
     * Shorter silences are not told from waiting for the next request; an election of most systems
     * takes longer.
     */
    public static final Duration SHORTEST = Duration.ofMillis(250);

    public Outage {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException(
                    "outage ends at " + toNanos + " ns, before its start at " + fromNanos + " ns");
        }
    }

    public long nanos() {
        return toNanos - fromNanos;
    }
}
