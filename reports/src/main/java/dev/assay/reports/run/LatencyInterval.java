package dev.assay.reports.run;

import org.HdrHistogram.Histogram;

import java.util.Objects;

/**
 * One line of {@code latency.hlog}: the latencies of the operations of one kind that completed in
 * an interval.
 *
 * @param startNanos begin of the interval, on the clock of {@link
 *     dev.assay.checker.history.Event#timeNanos}
 * @param endNanos its end, on the same clock
 * @param latenciesNanos values in nanoseconds; not changed after it was handed over
 */
public record LatencyInterval(
        LatencyKind kind, long startNanos, long endNanos, Histogram latenciesNanos) {

    public LatencyInterval {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(latenciesNanos, "latenciesNanos");
        if (endNanos < startNanos) {
            throw new IllegalArgumentException("interval of " + kind.tag() + " ends at " + endNanos
                    + " ns, before its start at " + startNanos + " ns");
        }
    }
}
