package dev.assay.reports.chart;

import org.HdrHistogram.Histogram;

/** What a histogram says, in nanoseconds; all 0 when it is empty. */
public record LatencyFigures(
        long count, long p50Nanos, long p90Nanos, long p99Nanos, long p999Nanos, long maxNanos) {

    public boolean isEmpty() {
        return count == 0;
    }

    static LatencyFigures of(Histogram nanos) {
        return new LatencyFigures(
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50),
                nanos.getValueAtPercentile(90),
                nanos.getValueAtPercentile(99),
                nanos.getValueAtPercentile(99.9),
                nanos.getMaxValue());
    }
}
