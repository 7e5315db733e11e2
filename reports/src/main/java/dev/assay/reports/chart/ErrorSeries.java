package dev.assay.reports.chart;

import java.util.List;
import java.util.Objects;

/**
 * One kind of error over time.
 *
 * @param widthNanos of each bucket; the first begins at the start of the run
 * @param counts a number for each bucket
 */
public record ErrorSeries(ErrorCount kind, long widthNanos, List<Long> counts) {

    public ErrorSeries {
        Objects.requireNonNull(kind, "kind");
        counts = List.copyOf(counts);
    }
}
