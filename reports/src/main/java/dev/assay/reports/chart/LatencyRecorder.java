package dev.assay.reports.chart;

import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

import java.util.ArrayList;
import java.util.List;

/** Gathers one {@link LatencySeries}, from single values or from whole intervals. */
final class LatencyRecorder {

    /** One percent: finer than an eye can tell on a chart. */
    private static final int SIGNIFICANT_DIGITS = 2;

    private static final int TICKS_PER_HALF = 5;

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
                LatencyFigures.of(total),
                HeatMap.of(buckets.widthNanos(), buckets.buckets()),
                curve());
    }

    /** Twice as many points for each half of what is left, as HdrHistogram's own plots have them. */
    private List<LatencySeries.Percentile> curve() {
        List<LatencySeries.Percentile> points = new ArrayList<>();
        if (total.getTotalCount() == 0) {
            return points;
        }
        for (HistogramIterationValue value : total.percentiles(TICKS_PER_HALF)) {
            points.add(new LatencySeries.Percentile(
                    value.getPercentileLevelIteratedTo(), value.getValueIteratedTo()));
        }
        return points;
    }
}
