package dev.assay.bench.cli;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.BenchLatency;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rows of {@code bench.json} as a table of text, which is Markdown, too. Pure. */
final class ResultTable {
    private static final List<String> HEAD = List.of(
            "system",
            "test",
            "driver",
            "clients",
            "pipeline",
            "offered/s",
            "ok/s (median)",
            "min..max",
            "CV",
            "response p50",
            "p99",
            "p99.9",
            "max",
            "service p99",
            "late p99",
            "errors");

    private ResultTable() {}

    /** Latencies are milliseconds, of the repeat whose throughput is the median. */
    static String render(List<BenchRow> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        for (BenchRow row : rows) {
            BenchRepeat middle = middle(row);
            BenchLatency response = middle.response();
            Double rate = row.ratePerSecond();
            lines.add(List.of(
                    row.system(),
                    row.test(),
                    row.driver(),
                    Integer.toString(row.clients()),
                    Integer.toString(row.pipeline()),
                    rate == null ? "closed loop" : count(rate),
                    count(row.medianPerSecond()),
                    count(row.minPerSecond()) + ".." + count(row.maxPerSecond()),
                    row.repeats().size() < 2 ? "" : percent(row.coefficientOfVariation()),
                    millis(response.p50Nanos()),
                    millis(response.p99Nanos()),
                    millis(response.p999Nanos()),
                    millis(response.maxNanos()),
                    millis(middle.service().p99Nanos()),
                    rate == null ? "" : millis(middle.lateness().p99Nanos()),
                    errors(row)));
        }
        return align(lines);
    }

    /** The repeat of median throughput. */
    static BenchRepeat middle(BenchRow row) {
        List<BenchRepeat> sorted = row.repeats().stream()
                .sorted(Comparator.comparingDouble(BenchRepeat::okPerSecond))
                .toList();
        return sorted.isEmpty()
                ? new BenchRepeat(
                        0, 0, Map.of(), BenchLatency.NONE, BenchLatency.NONE, BenchLatency.NONE)
                : sorted.get(sorted.size() / 2);
    }

    static String errors(BenchRow row) {
        Map<String, Long> sum = new TreeMap<>();
        for (BenchRepeat repeat : row.repeats()) {
            repeat.errors().forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        }
        StringBuilder text = new StringBuilder();
        sum.forEach((kind, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(kind));
        return text.isEmpty() ? "none" : text.toString();
    }

    static String verdict(Verdict.@Nullable Word word) {
        return word == null ? BenchRow.UNVERIFIED : word.name().toLowerCase(Locale.ROOT);
    }

    static String count(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%,.0f", number);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }

    /** Columns under each other; the first line is the head. */
    static String align(List<List<String>> lines) {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < lines.size(); n++) {
            text.append('|');
            for (int i = 0; i < columns; i++) {
                String cell = lines.get(n).get(i);
                text.append(' ')
                        .append(cell)
                        .append(" ".repeat(widths[i] - cell.length()))
                        .append(" |");
            }
            text.append('\n');
            if (n == 0) {
                text.append('|');
                for (int width : widths) {
                    text.append("-".repeat(width + 2)).append('|');
                }
                text.append('\n');
            }
        }
        return text.toString();
    }
}
