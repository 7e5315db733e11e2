package dev.assay.reports.chart;

import dev.assay.reports.run.LatencyKind;

import java.util.List;
import java.util.Objects;

/**
 * Latencies of one kind over time, and over the whole run.
 *
 * @param widthNanos of each bucket; the first begins at the start of the run
 * @param buckets empty figures where nothing completed
 * @param heat the same latencies, counted by how long they took
 * @param percentiles the curve over the whole run, from 0 up
 */
public record LatencySeries(
        LatencyKind kind,
        long widthNanos,
        List<LatencyFigures> buckets,
        LatencyFigures total,
        HeatMap heat,
        List<Percentile> percentiles) {

    /** One point of a percentile curve. */
    public record Percentile(double percent, long nanos) {}

    public LatencySeries {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(heat, "heat");
        buckets = List.copyOf(buckets);
        percentiles = List.copyOf(percentiles);
    }
}
