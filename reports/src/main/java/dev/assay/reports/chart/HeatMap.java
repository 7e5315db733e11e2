package dev.assay.reports.chart;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

import java.util.ArrayList;
import java.util.List;

/**
 * How many operations took how long, when: columns of equal width from the start of the run on, rows
 * that grow by a tenth of a decade each.
 *
 * @param columns for each, the lowest row that holds something and the counts from there up
 */
public record HeatMap(long widthNanos, List<Column> columns) {

    /** Ten rows a decade: finer than a chart of 200 pixels can show over five decades. */
    public static final int ROWS_PER_DECADE = 10;

    /** One column; empty when nothing completed in it. */
    public record Column(int lowestRow, List<Long> counts) {
        public Column {
            counts = List.copyOf(counts);
        }
    }

    /** As many as a page of usual width has room for, at three pixels each. */
    static final int COLUMNS_LIMIT = 320;

    public HeatMap {
        columns = List.copyOf(columns);
    }

    /** The row of a latency: row 0 begins at a nanosecond. */
    static int row(long nanos) {
        return (int) Math.floor(Math.log10(Math.max(1, nanos)) * ROWS_PER_DECADE);
    }

    /** The latency at which a row begins, in nanoseconds. */
    public static double lowest(int row) {
        return Math.pow(10, (double) row / ROWS_PER_DECADE);
    }

    static HeatMap of(long widthNanos, List<Histogram> buckets) {
        int together = Math.max(1, (buckets.size() + COLUMNS_LIMIT - 1) / COLUMNS_LIMIT);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i += together) {
            columns.add(column(buckets.subList(i, Math.min(i + together, buckets.size()))));
        }
        return new HeatMap(widthNanos * together, columns);
    }

    private static Column column(List<Histogram> histograms) {
        long[] rows = new long[row(Long.MAX_VALUE) + 1];
        int lowest = rows.length;
        int highest = -1;
        for (Histogram histogram : histograms) {
            for (HistogramIterationValue value : histogram.recordedValues()) {
                int row = row(histogram.medianEquivalentValue(value.getValueIteratedTo()));
                rows[row] += value.getCountAddedInThisIterationStep();
                lowest = Math.min(lowest, row);
                highest = Math.max(highest, row);
            }
        }
        List<Long> counts = new ArrayList<>();
        for (int row = lowest; row <= highest; row++) {
            counts.add(rows[row]);
        }
        return new Column(counts.isEmpty() ? 0 : lowest, counts);
    }
}
