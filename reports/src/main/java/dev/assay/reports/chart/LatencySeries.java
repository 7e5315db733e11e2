package dev.assay.reports.chart;

import dev.assay.reports.run.LatencyKind;

import java.util.List;
import java.util.Objects;

/**
 * Latencies of one kind over time, and over the whole run.
 *
 * @param widthNanos of each bucket; the first begins at the start of the run
 * @param buckets empty figures where nothing completed
 */
public record LatencySeries(
        LatencyKind kind, long widthNanos, List<LatencyFigures> buckets, LatencyFigures total) {

    public LatencySeries {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(total, "total");
        buckets = List.copyOf(buckets);
    }
}
