package dev.assay.reports.bench;

import dev.assay.reports.run.BenchLatency;
import dev.assay.reports.run.BenchMicro;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.svg.Axis;
import dev.assay.reports.svg.BarChart;
import dev.assay.reports.svg.Chart;
import dev.assay.reports.svg.LineChart;
import dev.assay.reports.svg.LineChart.Point;
import dev.assay.reports.svg.LineChart.Series;
import dev.assay.reports.svg.Unit;
import dev.assay.reports.text.VisibleText;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The charts of a benchmark, by the name of the file that each belongs in. A point is the median of
 * its repeats, a whisker goes from the least to the most of them.
 */
public final class BenchCharts {

    /** A page of more charts is not read; {@code bench.json} has all rows. */
    private static final int CHARTS_LIMIT = 60;

    private static final int BARS_LIMIT = 40;

    /** More lines in one chart are spaghetti. */
    private static final int SERIES_LIMIT = 12;

    private static final int TEXT_LIMIT = 100;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String where;
    private final Map<String, Chart> charts = new LinkedHashMap<>();

    private BenchCharts(String where) {
        this.where = where;
    }

    /** None for a folder that holds no benchmark. */
    public static Map<String, Chart> of(RunFolder folder) {
        BenchResult result = folder.bench().orElse(null);
        if (result == null) {
            return Map.of();
        }
        String where = folder.spec()
                .map(spec -> "%s, %d cores, JDK %s, %s"
                        .formatted(
                                spec.machine().os(),
                                spec.machine().cores(),
                                spec.machine().jdk(),
                                DATE.format(spec.startedAt())))
                .orElse("machine not known");
        BenchCharts maker = new BenchCharts(VisibleText.line(where, 3 * TEXT_LIMIT));
        Map<String, List<BenchRow>> tests = new LinkedHashMap<>();
        for (BenchRow row : result.rows()) {
            if (!row.repeats().isEmpty()) {
                tests.computeIfAbsent(row.test(), fresh -> new ArrayList<>()).add(row);
            }
        }
        tests.forEach(maker::comparison);
        tests.forEach(maker::againstClients);
        tests.forEach(maker::againstRate);
        tests.forEach(maker::percentiles);
        maker.micros(result.micros());
        return maker.charts;
    }

    private void add(String name, Chart chart) {
        if (charts.size() < CHARTS_LIMIT) {
            String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
            String file = plain.length() > 80 ? plain.substring(0, 80) : plain;
            charts.put(charts.containsKey(file) ? file + "-" + charts.size() : file, chart);
        }
    }

    private String conditions(Dimensions dimensions, String more) {
        String common = dimensions.common();
        return common + (common.isEmpty() ? "" : "; ") + where + "; " + more;
    }

    private static String repeats(List<BenchRow> rows) {
        int least = rows.stream().mapToInt(row -> row.repeats().size()).min().orElse(0);
        int most = rows.stream().mapToInt(row -> row.repeats().size()).max().orElse(0);
        return least == most
                ? least == 1
                        ? "one repeat, so no spread"
                        : "median of " + least + " repeats, least to most"
                : "median of " + least + " to " + most + " repeats, least to most";
    }

    private static String title(String words, String test) {
        return words + ", " + VisibleText.line(test, TEXT_LIMIT);
    }

    private void comparison(String test, List<BenchRow> all) {
        List<BenchRow> rows = all.subList(0, Math.min(BARS_LIMIT, all.size()));
        Dimensions dimensions = Dimensions.of(rows);
        List<String> systems = rows.stream().map(BenchRow::system).distinct().toList();
        List<BarChart.Bar> bars = rows.stream()
                .map(row -> new BarChart.Bar(
                        dimensions.name(row),
                        systems.indexOf(row.system()),
                        row.medianPerSecond(),
                        row.minPerSecond(),
                        row.maxPerSecond()))
                .toList();
        add(
                "throughput-" + test,
                new BarChart(
                        title("Throughput", test),
                        conditions(dimensions, repeats(rows)),
                        Axis.linear("requests answered ok per second", Unit.PER_SECOND),
                        bars));
    }

    /** Rows that differ in this dimension alone, by what they have in common. */
    private static Map<String, List<BenchRow>> lines(List<BenchRow> rows, String without) {
        Map<String, List<BenchRow>> lines = new LinkedHashMap<>();
        for (BenchRow row : rows) {
            Map<String, String> key = Dimensions.all(row);
            key.remove(without);
            lines.computeIfAbsent(key.toString(), fresh -> new ArrayList<>()).add(row);
        }
        lines.values().removeIf(line -> line.size() < 2);
        return lines;
    }

    private void againstClients(String test, List<BenchRow> rows) {
        List<BenchRow> closed =
                rows.stream().filter(row -> row.ratePerSecond() == null).toList();
        Map<String, List<BenchRow>> lines = lines(closed, Dimensions.CLIENTS);
        List<BenchRow> drawn = lines.values().stream().flatMap(List::stream).toList();
        if (drawn.isEmpty()) {
            return;
        }
        Dimensions dimensions = Dimensions.of(drawn);
        List<Series> throughput = new ArrayList<>();
        List<Series> latency = new ArrayList<>();
        for (List<BenchRow> line : lines.values()) {
            line.sort(Comparator.comparingInt(BenchRow::clients));
            String name = dimensions.name(line.get(0), Dimensions.CLIENTS);
            throughput.add(new Series(
                    name,
                    line.stream()
                            .map(row -> new Point(
                                    row.clients(),
                                    row.medianPerSecond(),
                                    row.minPerSecond(),
                                    row.maxPerSecond()))
                            .toList()));
            latency.add(new Series(
                    name + ", p99",
                    line.stream()
                            .map(row -> latency(row.clients(), row, BenchLatency::p99Nanos))
                            .toList()));
        }
        Axis clients = Axis.logarithmic("clients", Unit.COUNT);
        add(
                "clients-throughput-" + test,
                chart(
                        title("Throughput against clients", test),
                        conditions(dimensions, repeats(drawn)),
                        clients,
                        Axis.linear("requests answered ok per second", Unit.PER_SECOND),
                        throughput));
        if (measured(drawn)) {
            add(
                    "clients-latency-" + test,
                    chart(
                            title("Latency against clients", test),
                            conditions(dimensions, repeats(drawn)),
                            clients,
                            Axis.logarithmic("service time", Unit.NANOS),
                            latency));
        }
    }

    private void againstRate(String test, List<BenchRow> rows) {
        List<BenchRow> open =
                rows.stream().filter(row -> row.ratePerSecond() != null).toList();
        Map<String, List<BenchRow>> lines = lines(open, Dimensions.RATE);
        List<BenchRow> drawn = lines.values().stream().flatMap(List::stream).toList();
        if (drawn.isEmpty() || !measured(drawn)) {
            return;
        }
        Dimensions dimensions = Dimensions.of(drawn);
        List<Series> series = new ArrayList<>();
        for (List<BenchRow> line : lines.values()) {
            line.sort(Comparator.comparingDouble(BenchCharts::rate));
            String name = dimensions.name(line.get(0), Dimensions.RATE);
            series.add(againstRate(name + ", p50", line, BenchLatency::p50Nanos));
            series.add(againstRate(name + ", p99", line, BenchLatency::p99Nanos));
            series.add(againstRate(name + ", p99.9", line, BenchLatency::p999Nanos));
        }
        add(
                "rate-latency-" + test,
                chart(
                        title("Latency against offered rate", test),
                        conditions(dimensions, "from the intended start; " + repeats(drawn)),
                        Axis.linear("offered requests per second", Unit.PER_SECOND),
                        Axis.logarithmic("response time", Unit.NANOS),
                        series));
    }

    private static double rate(BenchRow row) {
        Double rate = row.ratePerSecond();
        return rate == null ? 0 : rate;
    }

    private static Series againstRate(
            String name, List<BenchRow> line, ToLongFunction<BenchLatency> of) {
        return new Series(
                name, line.stream().map(row -> latency(rate(row), row, of)).toList());
    }

    private static boolean measured(List<BenchRow> rows) {
        return rows.stream()
                .flatMap(row -> row.repeats().stream())
                .anyMatch(repeat -> repeat.response().count() > 0);
    }

    /** Median, least and most of the repeats. */
    private static Point latency(double x, BenchRow row, ToLongFunction<BenchLatency> of) {
        long[] sorted = row.repeats().stream()
                .map(BenchRepeat::response)
                .filter(latency -> latency.count() > 0)
                .mapToLong(latency -> Math.max(1, of.applyAsLong(latency)))
                .sorted()
                .toArray();
        return sorted.length == 0
                ? Point.gap(x)
                : new Point(x, BenchTables.median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    private void percentiles(String test, List<BenchRow> all) {
        List<BenchRow> rows = all.stream()
                .filter(row -> measured(List.of(row)))
                .limit(SERIES_LIMIT)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        Dimensions dimensions = Dimensions.of(rows);
        List<Series> series = rows.stream()
                .map(row -> new Series(
                        dimensions.name(row),
                        List.of(
                                latency(2, row, BenchLatency::p50Nanos),
                                latency(20, row, BenchLatency::p95Nanos),
                                latency(100, row, BenchLatency::p99Nanos),
                                latency(1000, row, BenchLatency::p999Nanos))))
                .toList();
        add(
                "percentiles-" + test,
                chart(
                        title("Latency by percentile", test),
                        conditions(dimensions, repeats(rows)),
                        Axis.logarithmic("percentile", Unit.NINES),
                        Axis.logarithmic("response time", Unit.NANOS),
                        series));
    }

    private static LineChart chart(
            String title, String conditions, Axis x, Axis y, List<Series> series) {
        List<Series> shown = series.subList(0, Math.min(SERIES_LIMIT, series.size()));
        String more = series.size() == shown.size()
                ? ""
                : "; " + (series.size() - shown.size()) + " more lines are not drawn";
        return new LineChart(title, conditions + more, x, y, 0, shown, List.of());
    }

    /** A chart for each suite and unit: other numbers cannot be compared. */
    private void micros(List<BenchMicro> micros) {
        Map<List<String>, List<BenchMicro>> charts = new LinkedHashMap<>();
        for (BenchMicro micro : micros) {
            charts.computeIfAbsent(List.of(suite(micro), micro.unit()), fresh -> new ArrayList<>())
                    .add(micro);
        }
        charts.forEach((chart, list) -> add(
                "jmh-" + chart.get(0) + "-" + chart.get(1),
                new BarChart(
                        "JMH: " + VisibleText.line(chart.get(0) + ", " + chart.get(1), TEXT_LIMIT),
                        where + spread(list),
                        Axis.linear(VisibleText.line(chart.get(1), TEXT_LIMIT), Unit.COUNT),
                        list.stream().limit(BARS_LIMIT).map(BenchCharts::bar).toList())));
    }

    /** Of a single iteration JMH knows no interval. */
    private static String spread(List<BenchMicro> micros) {
        return micros.stream().allMatch(micro -> micro.error() == 0)
                ? "; mean of too few samples for a spread"
                : "; mean and 99.9 % confidence interval";
    }

    private static String suite(BenchMicro micro) {
        return micro.benchmark().replaceAll("\\..*", "");
    }

    /** Short, since a chart has little room: the table has the names of the parameters. */
    private static String barName(BenchMicro micro) {
        List<String> words = new ArrayList<>();
        words.add(micro.benchmark().replaceAll("^[^.]*\\.", ""));
        words.addAll(micro.parameters().values());
        if (micro.threads() > 1) {
            words.add(micro.threads() + " threads");
        }
        return VisibleText.line(String.join(", ", words), TEXT_LIMIT);
    }

    private static BarChart.Bar bar(BenchMicro micro) {
        return new BarChart.Bar(
                barName(micro),
                0,
                micro.score(),
                Math.max(0, micro.score() - micro.error()),
                micro.score() + micro.error());
    }
}
