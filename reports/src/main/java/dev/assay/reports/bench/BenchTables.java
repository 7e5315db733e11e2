package dev.assay.reports.bench;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.BenchLatency;
import dev.assay.reports.run.BenchMicro;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.svg.Unit;
import dev.assay.reports.text.VisibleText;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The lines of a benchmark, as text: a number never without its spread, nor without the verdict. */
public final class BenchTables {

    /** More lines than a person reads; the file has the rest. */
    public static final int ROWS_LIMIT = 300;

    /** Heads of {@link #rows}. */
    public static final List<String> HEAD = List.of(
            "Test",
            "System and conditions",
            "ok per second",
            "least to most",
            "variation",
            "p50",
            "p99",
            "p99.9",
            "errors",
            "Verdict");

    /** Heads of {@link #micros}. */
    public static final List<String> MICRO_HEAD =
            List.of("Benchmark", "mode", "threads", "score", "± error", "unit", "samples");

    private static final int TEXT_LIMIT = 200;

    private BenchTables() {}

    /** Whether a column of {@link #rows} holds numbers, which stand on the right. */
    public static boolean isNumber(int column) {
        return column >= 2 && column <= 7;
    }

    /** A line for each row. */
    public static List<List<String>> rows(BenchResult result) {
        return result.rows().stream().limit(ROWS_LIMIT).map(BenchTables::row).toList();
    }

    private static List<String> row(BenchRow row) {
        return List.of(
                VisibleText.line(row.test(), TEXT_LIMIT),
                String.join(", ", Dimensions.all(row).values()),
                Unit.PER_SECOND.format(row.medianPerSecond()),
                Unit.COUNT.format(row.minPerSecond()) + " to "
                        + Unit.COUNT.format(row.maxPerSecond()),
                row.repeats().size() < 2
                        ? "one repeat"
                        : String.format(Locale.ROOT, "%.1f %%", 100 * row.coefficientOfVariation()),
                latency(row, BenchLatency::p50Nanos),
                latency(row, BenchLatency::p99Nanos),
                latency(row, BenchLatency::p999Nanos),
                errors(row),
                verdict(row));
    }

    private static String latency(BenchRow row, ToLongFunction<BenchLatency> of) {
        long[] sorted = row.repeats().stream()
                .map(BenchRepeat::response)
                .filter(latency -> latency.count() > 0)
                .mapToLong(of)
                .sorted()
                .toArray();
        return sorted.length == 0 ? "–" : Figures.nanos(median(sorted));
    }

    /** Of at least one number, in their order. */
    static long median(long[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String errors(BenchRow row) {
        TreeMap<String, Long> kinds = new TreeMap<>();
        row.repeats()
                .forEach(repeat -> repeat.errors()
                        .forEach((kind, count) -> kinds.merge(kind, count, Long::sum)));
        return kinds.isEmpty()
                ? "0"
                : kinds.entrySet().stream()
                        .limit(5)
                        .map(kind -> Figures.count(kind.getValue()) + " "
                                + VisibleText.line(kind.getKey(), 60))
                        .collect(Collectors.joining(", "));
    }

    private static String verdict(BenchRow row) {
        Verdict.Word verdict = row.verdict();
        return verdict == null ? BenchRow.UNVERIFIED : verdict.name().toLowerCase(Locale.ROOT);
    }

    /** A line for each result of JMH. */
    public static List<List<String>> micros(BenchResult result) {
        return result.micros().stream()
                .limit(ROWS_LIMIT)
                .map(micro -> List.of(
                        name(micro),
                        VisibleText.line(micro.mode(), TEXT_LIMIT),
                        Figures.count(micro.threads()),
                        Unit.COUNT.format(micro.score()),
                        micro.error() == 0 ? "not known" : Unit.COUNT.format(micro.error()),
                        VisibleText.line(micro.unit(), TEXT_LIMIT),
                        Figures.count(micro.samples().size())))
                .toList();
    }

    static String name(BenchMicro micro) {
        String parameters = micro.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(", "));
        return VisibleText.line(
                micro.benchmark() + (parameters.isEmpty() ? "" : " (" + parameters + ")"),
                TEXT_LIMIT);
    }

    /** What a row is called over all runs. */
    public static String identity(BenchRow row) {
        return Dimensions.identity(row);
    }
}
