package dev.assay.bench.classic;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Output as redis-benchmark 7.0.15 prints it. Pure.
 *
 * <p>Its latencies are microseconds in a histogram from 10 us to 3 s, whose steps are 8 us wide:
 * that is why a fast server shows 0.095 and 0.103 and nothing between.
 */
public final class ClassicText {
    private static final long LOWEST_MICROS = 10;
    private static final long HIGHEST_MICROS = 3_000_000;
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1000;
    private static final long NANOS_PER_MICRO = 1000;
    /** Up to here the cumulative distribution has a row each tenth of a millisecond. */
    private static final long FINE_UNTIL_MICROS = 2_000;

    private static final long FINE_STEP_MICROS = 100;
    private static final long COARSE_STEP_MICROS = 1_000;
    private static final double ALL_PERCENT = 100;

    private ClassicText() {}

    /** Head of the CSV format. */
    public static String csvHeader() {
        return "\"test\",\"rps\",\"avg_latency_ms\",\"min_latency_ms\",\"p50_latency_ms\","
                + "\"p95_latency_ms\",\"p99_latency_ms\",\"max_latency_ms\"\n";
    }

    /** A line of the CSV format. */
    public static String csv(String title, double perSecond, Histogram nanos) {
        Histogram micros = micros(nanos);
        return format(
                "\"%s\",\"%.2f\",\"%.3f\",\"%.3f\",\"%.3f\",\"%.3f\",\"%.3f\",\"%.3f\"%n",
                title,
                perSecond,
                micros.getMean() / MICROS_PER_MILLI,
                micros.getMinValue() / MICROS_PER_MILLI,
                percentile(micros, 50),
                percentile(micros, 95),
                percentile(micros, 99),
                micros.getMaxValue() / MICROS_PER_MILLI);
    }

    /** The line of {@code -q}, with the carriage return that stands before it. */
    public static String quiet(String title, double perSecond, Histogram nanos) {
        return format(
                "%s: %.2f requests per second, p50=%.3f msec%n",
                title, perSecond, percentile(micros(nanos), 50));
    }

    /** What is overwritten while a test runs; without the carriage return behind it. */
    public static String progress(
            String title,
            double perSecond,
            double overall,
            double meanMillis,
            double overallMillis) {
        return format(
                "%s: rps=%.1f (overall: %.1f) avg_msec=%s (overall: %s)",
                title, perSecond, overall, millis(meanMillis), millis(overallMillis));
    }

    private static String millis(double millis) {
        return Double.isNaN(millis) ? "-nan" : format("%.3f", millis);
    }

    /** Overwrites what was printed last, and goes back to the begin of the line. */
    public static String erase(int printed) {
        return " ".repeat(Math.max(1, printed)) + "\r";
    }

    /**
     * The circumstances of a test.
     *
     * @param config null when the server does not tell
     * @param masters what each master of a cluster says of itself; empty without a cluster
     * @param threads 0 without {@code --threads}
     */
    public record Circumstances(
            int clients,
            int valueBytes,
            boolean keepAlive,
            @Nullable ServerConfig config,
            List<Optional<ServerConfig>> masters,
            int threads) {
        public Circumstances {
            masters = List.copyOf(masters);
        }
    }

    /** What stands above everything in cluster mode. */
    public static String cluster(List<ClusterMaster> masters) {
        StringBuilder text =
                new StringBuilder(format("Cluster has %d master nodes:%n%n", masters.size()));
        for (int i = 0; i < masters.size(); i++) {
            ClusterMaster master = masters.get(i);
            text.append(
                    format("Master %d: %s %s:%d%n", i, master.id(), master.host(), master.port()));
        }
        return text.append('\n').toString();
    }

    private static void masters(StringBuilder text, List<Optional<ServerConfig>> masters) {
        text.append(format("  cluster mode: yes (%d masters)%n", masters.size()));
        for (int i = 0; i < masters.size(); i++) {
            ServerConfig config = masters.get(i).orElse(null);
            if (config != null) {
                text.append(format("  node [%d] configuration:%n", i));
                text.append(
                        format("    save: %s%n", config.save().isEmpty() ? "NONE" : config.save()));
                text.append(format("    appendonly: %s%n", config.appendonly()));
            }
        }
    }

    /** The long format. */
    public static String verbose(
            String title, double seconds, double perSecond, Histogram nanos, Circumstances of) {
        Histogram micros = micros(nanos);
        StringBuilder text = new StringBuilder();
        text.append(format("====== %s ======%n", title));
        text.append(format(
                "  %d requests completed in %.2f seconds%n", micros.getTotalCount(), seconds));
        text.append(format("  %d parallel clients%n", of.clients));
        text.append(format("  %d bytes payload%n", of.valueBytes));
        text.append(format("  keep alive: %d%n", of.keepAlive ? 1 : 0));
        ServerConfig config = of.config;
        if (!of.masters.isEmpty()) {
            masters(text, of.masters);
        } else if (config != null) {
            text.append(format("  host configuration \"save\": %s%n", config.save()));
            text.append(format("  host configuration \"appendonly\": %s%n", config.appendonly()));
        }
        text.append(format("  multi-thread: %s%n", of.threads > 0 ? "yes" : "no"));
        if (of.threads > 0) {
            text.append(format("  threads: %d%n", of.threads));
        }
        text.append("\nLatency by percentile distribution:\n");
        percentiles(text, micros);
        text.append("\nCumulative distribution of latencies:\n");
        cumulative(text, micros);
        text.append("\nSummary:\n");
        text.append(format("  throughput summary: %.2f requests per second%n", perSecond));
        text.append("  latency summary (msec):\n");
        text.append(
                format("    %9s %9s %9s %9s %9s %9s%n", "avg", "min", "p50", "p95", "p99", "max"));
        text.append(format(
                "    %9.3f %9.3f %9.3f %9.3f %9.3f %9.3f%n",
                micros.getMean() / MICROS_PER_MILLI,
                micros.getMinValue() / MICROS_PER_MILLI,
                percentile(micros, 50),
                percentile(micros, 95),
                percentile(micros, 99),
                micros.getMaxValue() / MICROS_PER_MILLI));
        return text.toString();
    }

    /** Levels that one value passes together have one row. */
    private static void percentiles(StringBuilder text, Histogram micros) {
        long total = micros.getTotalCount();
        double level = 0;
        long last = 0;
        for (HistogramIterationValue value : micros.recordedValues()) {
            long count = value.getTotalCountToThisValue();
            double reached = ALL_PERCENT * count / total;
            last = micros.highestEquivalentValue(value.getValueIteratedTo());
            if (level <= reached) {
                text.append(row(level, last, count));
                while (level <= reached && reached < ALL_PERCENT) {
                    level += (ALL_PERCENT - level) / 2;
                }
            }
        }
        text.append(row(ALL_PERCENT, last, total));
    }

    private static String row(double percent, long micros, long count) {
        return format(
                "%3.3f%% <= %.3f milliseconds (cumulative count %d)%n",
                percent, micros / MICROS_PER_MILLI, count);
    }

    /** Rows only where the count grew; above two milliseconds in steps of one. */
    private static void cumulative(StringBuilder text, Histogram micros) {
        long total = micros.getTotalCount();
        long before = 0;
        long level = FINE_STEP_MICROS;
        while (total > 0 && before < total) {
            long upTo = micros.highestEquivalentValue(level);
            long count = micros.getCountBetweenValues(0, level);
            if (count != before) {
                text.append(row(ALL_PERCENT * count / total, upTo, count));
            }
            before = count;
            // The step that passes two milliseconds is still a fine one.
            level += level > FINE_UNTIL_MICROS ? COARSE_STEP_MICROS : FINE_STEP_MICROS;
        }
    }

    private static double percentile(Histogram micros, double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    private static Histogram micros(Histogram nanos) {
        Histogram micros = new Histogram(LOWEST_MICROS, HIGHEST_MICROS, SIGNIFICANT_DIGITS);
        for (HistogramIterationValue value : nanos.recordedValues()) {
            micros.recordValueWithCount(
                    Math.min(HIGHEST_MICROS, value.getValueIteratedTo() / NANOS_PER_MICRO),
                    value.getCountAddedInThisIterationStep());
        }
        return micros;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }
}
