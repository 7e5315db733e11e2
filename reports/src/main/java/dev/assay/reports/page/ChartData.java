package dev.assay.reports.page;

import dev.assay.reports.chart.ErrorSeries;
import dev.assay.reports.chart.HeatMap;
import dev.assay.reports.chart.LatencyFigures;
import dev.assay.reports.chart.LatencySeries;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.OutcomeSeries;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.LeaderRecord;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What the script draws. Times are seconds since the start of the run, rates are operations a
 * second, latencies are milliseconds; null is a gap. Every list of a chart begins and ends with a
 * gap at the start and the end of the run, so that all charts share one time axis.
 */
record ChartData(
        double end,
        List<Band> bands,
        List<Leader> leaders,
        List<BigDecimal> outages,
        Rates rates,
        List<Latency> latencies,
        List<ErrorStrip> errors) {

    record Band(int number, String name, double from, double to) {}

    /** @param node empty when nobody leads */
    record Leader(double at, String node, long term) {}

    /** How often an error came; {@code width} is that of a cell in seconds. */
    record ErrorStrip(
            String error, String f, String outcome, long total, double width, List<Long> counts) {}

    /**
     * A column is its lowest row and the counts from there up; rows grow by a tenth of a decade from a
     * nanosecond on.
     */
    record Heat(double width, List<List<Long>> columns) {}

    record Rates(
            List<BigDecimal> t,
            List<@Nullable BigDecimal> ok,
            List<@Nullable BigDecimal> fail,
            List<@Nullable BigDecimal> info) {}

    record Latency(
            String f,
            String measure,
            List<BigDecimal> t,
            List<@Nullable BigDecimal> p50,
            List<@Nullable BigDecimal> p99,
            List<@Nullable BigDecimal> max,
            Heat heat) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final double NANOS_PER_SECOND = 1e9;

    private static final double NANOS_PER_MILLISECOND = 1e6;

    /** More than an eye can tell, and half of the page. */
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /** Long names do not fit above a band anyway. */
    private static final int NAME_LIMIT = 60;

    private static final int ERROR_LIMIT = 160;

    /** A chart with more changes than this is a hatching; the file has them all. */
    private static final int LEADERS_LIMIT = 400;

    static ChartData of(RunDigest digest, List<FaultRecord> faults, List<LeaderRecord> leaders) {
        double end = Math.max(seconds(digest.end().toNanos()), 0.001);
        List<Band> bands = new ArrayList<>();
        for (FaultRecord fault : faults) {
            bands.add(new Band(
                    bands.size() + 1,
                    VisibleText.line(fault.name(), NAME_LIMIT),
                    seconds(fault.startNanos()),
                    seconds(fault.endNanos())));
        }
        return new ChartData(
                end,
                bands,
                leaders.stream().limit(LEADERS_LIMIT).map(ChartData::leader).toList(),
                digest.availability().outages().stream()
                        .flatMap(outage -> Stream.of(outage.fromNanos(), outage.toNanos()))
                        .map(nanos -> exact(seconds(nanos)))
                        .toList(),
                rates(digest.outcomes(), end),
                digest.latencies().stream().map(series -> latency(series, end)).toList(),
                digest.errorSeries().stream().map(ChartData::strip).toList());
    }

    private static Leader leader(LeaderRecord leader) {
        return new Leader(
                seconds(leader.timeNanos()),
                leader.node() == null ? "" : VisibleText.line(leader.node(), NAME_LIMIT),
                leader.term());
    }

    private static ErrorStrip strip(ErrorSeries series) {
        return new ErrorStrip(
                VisibleText.line(series.kind().error(), ERROR_LIMIT),
                VisibleText.line(series.kind().f(), NAME_LIMIT),
                series.kind().outcome().word(),
                series.kind().count(),
                seconds(series.widthNanos()),
                series.counts());
    }

    private static Heat heat(HeatMap heat) {
        List<List<Long>> columns = new ArrayList<>();
        for (HeatMap.Column column : heat.columns()) {
            List<Long> cells = new ArrayList<>();
            if (!column.counts().isEmpty()) {
                cells.add((long) column.lowestRow());
                cells.addAll(column.counts());
            }
            columns.add(cells);
        }
        return new Heat(seconds(heat.widthNanos()), columns);
    }

    /** Fit for a script element: no {@code <} can end it, whatever a name in it says. */
    String toJson() {
        return JSON.writeValueAsString(this).replace("<", "\\u003c");
    }

    private static Rates rates(OutcomeSeries series, double end) {
        double width = series.widthNanos() / NANOS_PER_SECOND;
        List<BigDecimal> times = times(series.buckets().size(), width, end);
        return new Rates(
                times,
                perSecond(series, end, OutcomeCounts::ok),
                perSecond(series, end, OutcomeCounts::fail),
                perSecond(series, end, OutcomeCounts::info));
    }

    private static List<@Nullable BigDecimal> perSecond(
            OutcomeSeries series, double end, ToLongFunction<OutcomeCounts> of) {
        double width = series.widthNanos() / NANOS_PER_SECOND;
        List<@Nullable BigDecimal> rates = gap();
        for (int i = 0; i < series.buckets().size(); i++) {
            // The last bucket ends with the run; without this the charts would end in a slump.
            double covered = Math.min(width, Math.max(end - i * width, width / 10));
            rates.add(rounded(of.applyAsLong(series.buckets().get(i)) / covered));
        }
        rates.add(null);
        return rates;
    }

    private static Latency latency(LatencySeries series, double end) {
        double width = series.widthNanos() / NANOS_PER_SECOND;
        return new Latency(
                VisibleText.line(series.kind().f(), NAME_LIMIT),
                series.kind().measure().word(),
                times(series.buckets().size(), width, end),
                millis(series, LatencyFigures::p50Nanos),
                millis(series, LatencyFigures::p99Nanos),
                millis(series, LatencyFigures::maxNanos),
                heat(series.heat()));
    }

    private static List<@Nullable BigDecimal> millis(
            LatencySeries series, ToLongFunction<LatencyFigures> of) {
        List<@Nullable BigDecimal> values = gap();
        for (LatencyFigures figures : series.buckets()) {
            // A logarithmic axis has no place for 0: the least that the clock can tell stands for
            // it.
            values.add(
                    figures.isEmpty()
                            ? null
                            : rounded(
                                    Math.max(1, of.applyAsLong(figures)) / NANOS_PER_MILLISECOND));
        }
        values.add(null);
        return values;
    }

    private static List<@Nullable BigDecimal> gap() {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        values.add(null);
        return values;
    }

    /** The middle of each bucket, between the start and the end of the run. */
    private static List<BigDecimal> times(int buckets, double width, double end) {
        List<BigDecimal> times = new ArrayList<>();
        times.add(BigDecimal.ZERO);
        for (int i = 0; i < buckets; i++) {
            double from = i * width;
            times.add(exact(Math.max((from + Math.min(from + width, end)) / 2, from)));
        }
        times.add(exact(Math.max(end, buckets * width - width / 2)));
        return times;
    }

    private static BigDecimal exact(double seconds) {
        return new BigDecimal(seconds, new MathContext(7)).stripTrailingZeros();
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value, FOUR_DIGITS).stripTrailingZeros();
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
