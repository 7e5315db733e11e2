package dev.assay.reports.form;

import dev.assay.reports.bench.BenchCharts;
import dev.assay.reports.chart.ErrorSeries;
import dev.assay.reports.chart.HeatMap;
import dev.assay.reports.chart.LatencyFigures;
import dev.assay.reports.chart.LatencySeries;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.OutcomeSeries;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.svg.Axis;
import dev.assay.reports.svg.Chart;
import dev.assay.reports.svg.HeatChart;
import dev.assay.reports.svg.LineChart;
import dev.assay.reports.svg.LineChart.Band;
import dev.assay.reports.svg.LineChart.Point;
import dev.assay.reports.svg.LineChart.Series;
import dev.assay.reports.svg.Unit;
import dev.assay.reports.text.VisibleText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The charts of a run's page as drawings, by the name of the file that each belongs in. */
final class RunCharts {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int NAME_LIMIT = 60;

    /** File systems end at 255 bytes. */
    private static final int FILE_NAME_LIMIT = 80;

    private static final Axis TIME = Axis.linear("seconds since the start", Unit.SECONDS);

    private final Run run;
    private final double end;
    private final String conditions;
    private final List<Band> bands;

    private RunCharts(Run run) {
        this.run = run;
        this.end = Math.max(0.001, run.digest().end().toNanos() / NANOS_PER_SECOND);
        this.conditions = conditions(run);
        this.bands = run.folder().faults().stream().map(RunCharts::band).toList();
    }

    static Map<String, Chart> of(Run run) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.putAll(BenchCharts.of(run.folder()));
        if (run.digest().total().total() == 0) {
            return charts;
        }
        RunCharts maker = new RunCharts(run);
        charts.put("rates", maker.rates());
        if (!run.digest().errorSeries().isEmpty()) {
            charts.put("errors", maker.errors());
        }
        List<LatencySeries> latencies = run.digest().latencies().stream()
                .filter(series -> !series.total().isEmpty())
                .toList();
        for (LatencySeries series : latencies) {
            String name = fileName(series.kind().tag());
            String free = charts.containsKey("latency-" + name) ? name + "-" + charts.size() : name;
            charts.put("latency-" + free, maker.latency(series));
            charts.put("heat-" + free, maker.heat(series));
        }
        if (!latencies.isEmpty()) {
            charts.put("percentiles", maker.percentiles(latencies));
        }
        return charts;
    }

    private static String fileName(String tag) {
        String plain = tag.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() <= FILE_NAME_LIMIT ? plain : plain.substring(0, FILE_NAME_LIMIT);
    }

    private static String conditions(Run run) {
        return run.folder()
                .spec()
                .map(spec -> VisibleText.line(sentence(spec), 600))
                .orElse("conditions not known: there is no run.json");
    }

    private static String sentence(RunSpec spec) {
        return "%s, seed %d: %s, %s, durability %s, reads %s, %s; %s, %s; %tF"
                .formatted(
                        spec.name(),
                        spec.seed(),
                        spec.system(),
                        Figures.count(spec.nodes().size(), "node"),
                        spec.durability(),
                        spec.readLevel(),
                        Figures.count(spec.clients(), "client"),
                        spec.machine().os(),
                        Figures.count(spec.machine().cores(), "core"),
                        java.util.Date.from(spec.startedAt()));
    }

    private static Band band(FaultRecord fault) {
        return new Band(
                fault.startNanos() / NANOS_PER_SECOND,
                fault.endNanos() / NANOS_PER_SECOND,
                VisibleText.line(fault.name(), NAME_LIMIT));
    }

    private Chart rates() {
        OutcomeSeries series = run.digest().outcomes();
        return new LineChart(
                "Operations over time, by outcome",
                conditions,
                TIME,
                Axis.linear("operations per second", Unit.PER_SECOND),
                end,
                List.of(
                        rate("ok", series, OutcomeCounts::ok),
                        rate("fail", series, OutcomeCounts::fail),
                        rate("info", series, OutcomeCounts::info)),
                bands);
    }

    private Series rate(String name, OutcomeSeries series, ToLongFunction<OutcomeCounts> of) {
        double width = series.widthNanos() / NANOS_PER_SECOND;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < series.buckets().size(); i++) {
            double covered = Math.min(width, Math.max(end - i * width, width / 10));
            points.add(
                    Point.of(middle(i, width), of.applyAsLong(series.buckets().get(i)) / covered));
        }
        return new Series(name, points);
    }

    private double middle(int bucket, double width) {
        return (bucket * width + Math.min((bucket + 1) * width, Math.max(end, bucket * width))) / 2;
    }

    private Chart errors() {
        List<Series> lines = new ArrayList<>();
        for (ErrorSeries series : run.digest().errorSeries()) {
            double width = series.widthNanos() / NANOS_PER_SECOND;
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < series.counts().size(); i++) {
                points.add(Point.of(middle(i, width), series.counts().get(i) / width));
            }
            lines.add(new Series(
                    VisibleText.line(series.kind().error(), NAME_LIMIT) + ", "
                            + VisibleText.line(series.kind().f(), NAME_LIMIT),
                    points));
        }
        return new LineChart(
                "Errors over time, the most frequent kinds",
                conditions,
                TIME,
                Axis.linear("errors per second", Unit.PER_SECOND),
                end,
                lines,
                bands);
    }

    private Chart latency(LatencySeries series) {
        return new LineChart(
                "Latency of " + name(series) + " over time",
                conditions,
                TIME,
                Axis.logarithmic(series.kind().measure().word() + " time", Unit.NANOS),
                end,
                List.of(
                        line("p50", series, LatencyFigures::p50Nanos),
                        line("p99", series, LatencyFigures::p99Nanos),
                        line("max", series, LatencyFigures::maxNanos)),
                bands);
    }

    private static String name(LatencySeries series) {
        return VisibleText.line(series.kind().f(), NAME_LIMIT);
    }

    private Series line(String name, LatencySeries series, ToLongFunction<LatencyFigures> of) {
        double width = series.widthNanos() / NANOS_PER_SECOND;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < series.buckets().size(); i++) {
            LatencyFigures figures = series.buckets().get(i);
            points.add(
                    figures.isEmpty()
                            ? Point.gap(middle(i, width))
                            : Point.of(middle(i, width), Math.max(1, of.applyAsLong(figures))));
        }
        return new Series(name, points);
    }

    private Chart heat(LatencySeries series) {
        List<HeatChart.Cell> cells = new ArrayList<>();
        double width = series.heat().widthNanos() / NANOS_PER_SECOND;
        for (int i = 0; i < series.heat().columns().size(); i++) {
            HeatMap.Column column = series.heat().columns().get(i);
            for (int k = 0; k < column.counts().size(); k++) {
                if (column.counts().get(k) > 0) {
                    cells.add(new HeatChart.Cell(
                            i * width,
                            (i + 1) * width,
                            HeatMap.lowest(column.lowestRow() + k),
                            HeatMap.lowest(column.lowestRow() + k + 1),
                            column.counts().get(k)));
                }
            }
        }
        return new HeatChart(
                "How many of " + name(series) + " took how long, when",
                conditions,
                TIME,
                Axis.logarithmic(series.kind().measure().word() + " time", Unit.NANOS),
                end,
                cells);
    }

    private Chart percentiles(List<LatencySeries> latencies) {
        List<Series> lines = new ArrayList<>();
        for (LatencySeries series : latencies) {
            List<Point> points = series.percentiles().stream()
                    .filter(point -> point.percent() < 100)
                    .map(point ->
                            Point.of(1 / (1 - point.percent() / 100), Math.max(1, point.nanos())))
                    .toList();
            lines.add(new Series(
                    String.format(
                            Locale.ROOT,
                            "%s, %s",
                            name(series),
                            series.kind().measure().word()),
                    points));
        }
        return new LineChart(
                "Latency by percentile, over the whole run",
                conditions,
                Axis.logarithmic("percentile", Unit.NINES),
                Axis.logarithmic("latency", Unit.NANOS),
                0,
                lines,
                List.of());
    }
}
