package dev.assay.reports.chart;

import java.util.List;

/**
 * Operations by the time of their completion.
 *
 * @param widthNanos of each bucket; the first begins at the start of the run
 */
public record OutcomeSeries(long widthNanos, List<OutcomeCounts> buckets) {

    public OutcomeSeries {
        if (widthNanos < 1) {
            throw new IllegalArgumentException("widthNanos " + widthNanos + ": expected 1 or more");
        }
        buckets = List.copyOf(buckets);
    }
}
