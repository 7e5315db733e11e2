package dev.assay.reports.summary;

import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.chart.LatencySeries;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.LatencyKind;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is compared from run to run.
 *
 * @param system that was run; empty when it is not known
 * @param startedAt null when it is not known
 * @param okPerSecond mean rate of ok operations from the first invocation to the last event
 * @param p99Nanos of the function whose 99th percentile is the highest, by response time where that
 *     was recorded; 0 when nothing was ok
 * @param availableShare of the time, from 0 to 1
 * @param failedAfter from the start to the first operation that could not be placed; null when there
 *     is none
 * @param isBenchmark whether the run measured rather than broke something
 * @param bench what a benchmark of systems measured; empty of other runs, and of those of code
 */
public record RunFigures(
        String system,
        @Nullable Instant startedAt,
        double okPerSecond,
        long p99Nanos,
        double availableShare,
        @Nullable Duration failedAfter,
        boolean isBenchmark,
        List<Measured> bench) {

    /** The median throughput of a row of a benchmark. */
    public record Measured(BenchRow row, double perSecond) {}

    /** Of a run of which nothing is known. */
    public static final RunFigures NONE = new RunFigures("", null, 0, 0, 0, null, false, List.of());

    /** As many as an overview compares. */
    private static final int BENCH_ROWS_LIMIT = 300;

    private static final double NANOS_PER_SECOND = 1e9;

    public RunFigures {
        Objects.requireNonNull(system, "system");
        bench = List.copyOf(bench);
    }

    static RunFigures of(RunFolder folder, RunDigest digest) {
        double seconds = digest.availability().length().toNanos() / NANOS_PER_SECOND;
        Optional<Long> failed =
                folder.verdict().map(RunVerdict::evidence).orElse(List.of()).stream()
                        .map(Counterexample::offending)
                        .map(offending -> offending.invokeNanos())
                        .min(Comparator.naturalOrder());
        return new RunFigures(
                folder.spec().map(RunSpec::system).orElse(""),
                folder.spec().map(RunSpec::startedAt).orElse(null),
                seconds == 0 ? 0 : digest.total().ok() / seconds,
                p99(digest.latencies()),
                digest.availability().share(),
                failed.map(Duration::ofNanos).orElse(null),
                folder.bench().isPresent(),
                folder.bench().map(BenchResult::rows).orElse(List.of()).stream()
                        .limit(BENCH_ROWS_LIMIT)
                        .map(row -> new Measured(row, row.medianPerSecond()))
                        .toList());
    }

    private static long p99(List<LatencySeries> series) {
        boolean responses = series.stream()
                .anyMatch(each -> each.kind().measure() == LatencyKind.Measure.RESPONSE);
        LatencyKind.Measure measure =
                responses ? LatencyKind.Measure.RESPONSE : LatencyKind.Measure.SERVICE;
        return series.stream()
                .filter(each -> each.kind().measure() == measure)
                .mapToLong(each -> each.total().p99Nanos())
                .max()
                .orElse(0);
    }
}
