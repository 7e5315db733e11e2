package dev.assay.server.node;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * How long things took, counted by Prometheus' classic buckets. Confined to the event loop, so that
 * it needs none of what makes the library's own histogram fit for any thread.
 */
final class Durations {

    private static final double NANOS_PER_SECOND = 1e9;

    /** From what a loop turn takes to the deadline of a request; the last has no end. */
    private static final double[] SECONDS = {
        0.0001,
        0.00025,
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2,
        Double.POSITIVE_INFINITY
    };

    private final long[] counts = new long[SECONDS.length];
    private long sumNanos;

    void add(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        int bucket = 0;
        while (seconds > SECONDS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sumNanos += nanos;
    }

    long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    HistogramDataPointSnapshot point(Labels labels) {
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(SECONDS, counts.clone()))
                .sum(sumNanos / NANOS_PER_SECOND)
                .labels(labels)
                .build();
    }
}
