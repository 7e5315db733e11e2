package dev.assay.reports.page;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.bench.BenchTables;
import dev.assay.reports.page.IndexPage.Entry;
import dev.assay.reports.page.IndexView.Measured;
import dev.assay.reports.page.IndexView.Mutant;
import dev.assay.reports.page.IndexView.Trend;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunFigures;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.text.VisibleText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the overview says of several runs of the same scenario together. */
final class IndexTables {

    /** As many as a sparkline can tell apart. */
    private static final int TREND_RUNS = 30;

    private static final int TEXT_LIMIT = 120;

    private static final int MEASURED_LIMIT = 300;

    /** Of the normal distribution, for an interval of 95 %. */
    private static final double Z = 1.96;

    private IndexTables() {}

    /** Scenarios that were run more than once, the newest run last. */
    static List<Trend> trends(List<Entry> entries) {
        return byScenario(entries).values().stream()
                .filter(runs -> runs.size() > 1)
                .map(IndexTables::trend)
                .toList();
    }

    private static Map<String, List<Entry>> byScenario(List<Entry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.run().scenario(), TreeMap::new, Collectors.toList()));
    }

    private static Trend trend(List<Entry> all) {
        List<Entry> runs = all.subList(Math.max(0, all.size() - TREND_RUNS), all.size());
        RunSummary last = runs.get(runs.size() - 1).run();
        return new Trend(
                VisibleText.line(last.scenario(), TEXT_LIMIT),
                runs.stream().map(IndexTables::point).toList(),
                runs.stream().allMatch(entry -> entry.run().asExpected()),
                sparkline(runs, run -> run.figures().okPerSecond()),
                range(runs, run -> run.figures().okPerSecond(), AvailabilityView::rate),
                sparkline(runs, run -> (double) run.figures().p99Nanos()),
                range(
                        runs,
                        run -> (double) run.figures().p99Nanos(),
                        value -> Figures.nanos(Math.round(value))),
                sparkline(runs, run -> run.figures().availableShare()),
                AvailabilityView.percent(last.figures().availableShare()));
    }

    private static Trend.Point point(Entry entry) {
        return new Trend.Point(
                IndexPage.linkTo(entry.folder()),
                VisibleText.line(entry.folder(), TEXT_LIMIT),
                VerdictMark.of(entry.run().verdict()),
                entry.run().asExpected());
    }

    private static Sparkline sparkline(List<Entry> runs, Function<RunSummary, Double> of) {
        return Sparkline.of(runs.stream().map(entry -> of.apply(entry.run())).toList());
    }

    /** The last, and between what all of them lie. */
    private static String range(
            List<Entry> runs, Function<RunSummary, Double> of, Function<Double, String> words) {
        return range(runs.stream().map(entry -> of.apply(entry.run())).toList(), words);
    }

    private static String range(List<Double> values, Function<Double, String> words) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return "%s (%s to %s)"
                .formatted(
                        words.apply(values.get(values.size() - 1)),
                        words.apply(least),
                        words.apply(most));
    }

    /**
     * Rows of benchmarks, by all that makes them comparable; the newest run last. A comparison has the
     * rows of its systems, which have them in their own folders too: one measurement counts once.
     */
    static List<Measured> measured(List<Entry> benchmarks) {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        Map<String, String> links = new LinkedHashMap<>();
        Set<List<Object>> known = new HashSet<>();
        for (Entry entry : benchmarks) {
            for (RunFigures.Measured measured : entry.run().figures().bench()) {
                String row = BenchTables.identity(measured.row());
                if (!known.add(List.of(row, measured.row().repeats()))) {
                    continue;
                }
                rows.computeIfAbsent(row, fresh -> new ArrayList<>()).add(measured.perSecond());
                links.put(row, IndexPage.linkTo(entry.folder()));
            }
        }
        return rows.entrySet().stream()
                .limit(MEASURED_LIMIT)
                .map(row -> measured(
                        row.getKey(), row.getValue(), links.getOrDefault(row.getKey(), "")))
                .toList();
    }

    private static Measured measured(String row, List<Double> all, String link) {
        List<Double> values = all.subList(Math.max(0, all.size() - TREND_RUNS), all.size());
        return new Measured(
                row,
                Figures.count(all.size()),
                Sparkline.of(values),
                range(values, AvailabilityView::rate),
                link);
    }

    /** Known-bad systems, and how often they were caught. */
    static List<Mutant> mutants(List<Entry> entries) {
        List<Entry> controls = entries.stream()
                .filter(entry -> entry.run().expectation() == Expectation.INVALID)
                .toList();
        return byScenario(controls).values().stream().map(IndexTables::mutant).toList();
    }

    private static Mutant mutant(List<Entry> runs) {
        RunSummary last = runs.get(runs.size() - 1).run();
        long caught = runs.stream()
                .filter(entry -> entry.run().verdict() == Verdict.Word.INVALID)
                .count();
        long unknown = runs.stream()
                .filter(entry -> entry.run().verdict() == Verdict.Word.UNKNOWN)
                .count();
        return new Mutant(
                VisibleText.line(last.scenario(), TEXT_LIMIT),
                VisibleText.line(last.figures().system(), TEXT_LIMIT),
                Figures.count(runs.size()),
                Figures.count(caught),
                Figures.count(unknown),
                Figures.count(runs.size() - caught - unknown),
                interval(caught, runs.size()),
                medianFailure(runs),
                caught > 0);
    }

    /** {@code 90 % (60 to 98 %)}: the rate, and Wilson's interval of 95 % around it. */
    static String interval(long hits, long tries) {
        double rate = (double) hits / tries;
        double square = Z * Z / tries;
        double middle = (rate + square / 2) / (1 + square);
        double half =
                Z / (1 + square) * Math.sqrt(rate * (1 - rate) / tries + square / (4 * tries));
        return String.format(
                Locale.ROOT,
                "%.0f %% (%.0f to %.0f %%)",
                100 * rate,
                100 * Math.max(0, middle - half),
                100 * Math.min(1, middle + half));
    }

    private static String medianFailure(List<Entry> runs) {
        List<Duration> times = new ArrayList<>();
        for (Entry entry : runs) {
            Duration failed = entry.run().figures().failedAfter();
            if (failed != null) {
                times.add(failed);
            }
        }
        if (times.isEmpty()) {
            return "–";
        }
        times.sort(Duration::compareTo);
        return Figures.duration(times.get(times.size() / 2));
    }
}
