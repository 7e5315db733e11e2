package dev.assay.reports.chart;

import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;

import org.HdrHistogram.Histogram;

/** Gathers one {@link LatencySeries}, from single values or from whole intervals. */
final class LatencyRecorder {

    /** One percent: finer than an eye can tell on a chart. */
    private static final int SIGNIFICANT_DIGITS = 2;

    private final LatencyKind kind;
    private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
    private final FoldingBuckets<Histogram> buckets =
            new FoldingBuckets<>(() -> new Histogram(SIGNIFICANT_DIGITS), (first, second) -> {
                first.add(second);
                return first;
            });

    LatencyRecorder(LatencyKind kind) {
        this.kind = kind;
    }

    void add(long timeNanos, long latencyNanos) {
        buckets.at(timeNanos).recordValue(Math.max(0, latencyNanos));
        total.recordValue(Math.max(0, latencyNanos));
    }

    void add(LatencyInterval interval) {
        // An interval reported every second says nothing about the quarters of that second.
        buckets.widenTo(interval.endNanos() - interval.startNanos());
        long middle = (interval.startNanos() + interval.endNanos()) / 2;
        buckets.at(middle).add(interval.latenciesNanos());
        total.add(interval.latenciesNanos());
    }

    LatencySeries series() {
        return new LatencySeries(
                kind,
                buckets.widthNanos(),
                buckets.buckets().stream().map(LatencyFigures::of).toList(),
                LatencyFigures.of(total));
    }
}
