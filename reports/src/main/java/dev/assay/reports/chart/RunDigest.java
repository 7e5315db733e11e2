package dev.assay.reports.chart;

import dev.assay.reports.run.FileProblem;
import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunVerdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run in figures.
 *
 * @param total of all operations; one that is still open at the end counts as info
 * @param byFunction the same for each function, in alphabetical order
 * @param outcomes the same over time
 * @param latencies of ok operations: what {@code latency.hlog} holds, and the service time taken
 *     from the history where it does not hold that
 * @param errors by kind, the most frequent first
 * @param errorSeries the most frequent kinds of errors over time
 * @param silences for each fault of the run folder, the longest time without an ok operation that
 *     overlaps it
 * @param availability how well the system went on answering
 * @param sample operations for the history explorer
 * @param end of the last event; of the last latencies where there are no events
 * @param problems with history and latencies
 */
public record RunDigest(
        OutcomeCounts total,
        Map<String, OutcomeCounts> byFunction,
        OutcomeSeries outcomes,
        List<LatencySeries> latencies,
        List<ErrorCount> errors,
        List<ErrorSeries> errorSeries,
        List<Duration> silences,
        Availability availability,
        OperationSample sample,
        Duration end,
        List<FileProblem> problems) {

    public RunDigest {
        byFunction = Collections.unmodifiableMap(new LinkedHashMap<>(byFunction));
        latencies = List.copyOf(latencies);
        errors = List.copyOf(errors);
        errorSeries = List.copyOf(errorSeries);
        silences = List.copyOf(silences);
        problems = List.copyOf(problems);
    }

    /** Reads history and latencies once. */
    public static RunDigest of(RunFolder folder) {
        List<FileProblem> problems = new ArrayList<>();
        HistoryDigest history = new HistoryDigest(
                folder.faults(),
                folder.verdict().map(RunVerdict::evidence).orElse(List.of()),
                span -> {});
        folder.readHistory(history::add).ifPresent(problems::add);
        history.end();
        return of(folder, history, problems);
    }

    /** What a history came to, together with the latencies of its folder. */
    static RunDigest of(RunFolder folder, HistoryDigest history, List<FileProblem> problems) {

        Map<LatencyKind, LatencyRecorder> recorders = new TreeMap<>();
        AtomicLong latencyEnd = new AtomicLong();
        folder.readLatency(interval -> {
                    recorderOf(recorders, interval).add(interval);
                    latencyEnd.accumulateAndGet(interval.endNanos(), Math::max);
                })
                .ifPresent(problems::add);
        Map<LatencyKind, LatencySeries> latencies = new TreeMap<>();
        history.latencies().forEach(series -> latencies.put(series.kind(), series));
        recorders.forEach((kind, recorder) -> latencies.put(kind, recorder.series()));

        return new RunDigest(
                history.total(),
                history.byFunction(),
                history.outcomes(),
                List.copyOf(latencies.values()),
                history.errors(),
                history.errorSeries(),
                history.silences(),
                history.availability(),
                history.sample(),
                // Benchmarks record no operations, but their latencies have a time, too.
                history.total().total() == 0
                        ? Duration.ofNanos(latencyEnd.get())
                        : history.endOfRun(),
                problems);
    }

    /** The same without operations, for who holds the digests of many runs. */
    public RunDigest withoutSample() {
        return new RunDigest(
                total,
                byFunction,
                outcomes,
                latencies,
                errors,
                errorSeries,
                silences,
                availability,
                new OperationSample(List.of(), sample.total()),
                end,
                problems);
    }

    private static LatencyRecorder recorderOf(
            Map<LatencyKind, LatencyRecorder> recorders, LatencyInterval interval) {
        return recorders.computeIfAbsent(interval.kind(), LatencyRecorder::new);
    }
}
