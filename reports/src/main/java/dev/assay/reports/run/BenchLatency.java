package dev.assay.reports.run;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one measurement, in nanoseconds. All are 0 where nothing was measured.
 *
 * @param count how many were measured
 */
public record BenchLatency(
        long count,
        double meanNanos,
        long minNanos,
        long p50Nanos,
        long p95Nanos,
        long p99Nanos,
        long p999Nanos,
        long maxNanos) {

    /** Of nothing. */
    public static final BenchLatency NONE = new BenchLatency(0, 0, 0, 0, 0, 0, 0, 0);

    public BenchLatency {
        if (count < 0) {
            throw new IllegalArgumentException("count " + count + ": expected 0 or more");
        }
    }

    /** The figures of a histogram of nanoseconds. */
    public static BenchLatency of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return NONE;
        }
        return new BenchLatency(
                nanos.getTotalCount(),
                nanos.getMean(),
                nanos.getMinValue(),
                nanos.getValueAtPercentile(50),
                nanos.getValueAtPercentile(95),
                nanos.getValueAtPercentile(99),
                nanos.getValueAtPercentile(99.9),
                nanos.getMaxValue());
    }
}
