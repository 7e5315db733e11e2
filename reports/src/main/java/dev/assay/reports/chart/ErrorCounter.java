package dev.assay.reports.chart;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts errors by kind. */
final class ErrorCounter {

    /** More kinds than a person reads; an error text with a number in it would make millions. */
    private static final int KINDS_LIMIT = 200;

    private record Kind(String f, EventType outcome, String error) {}

    private static final class Tally {
        private long count;
        private final FoldingBuckets<long[]> overTime = new FoldingBuckets<>(
                FoldingBuckets.FIRST_WIDTH_NANOS,
                BUCKETS_LIMIT,
                () -> new long[1],
                (first, second) -> {
                    first[0] += second[0];
                    return first;
                });
    }

    /** A strip of the page is this many cells wide. */
    private static final int BUCKETS_LIMIT = 320;

    /** As many strips as stand above each other without filling the screen. */
    private static final int SERIES_LIMIT = 8;

    private final Map<Kind, Tally> counts = new HashMap<>();

    void add(Operation operation, long timeNanos) {
        String error = operation.error() == null ? "no reason given" : operation.error();
        if (error.length() > ErrorCount.TEXT_LIMIT) {
            error = error.substring(0, ErrorCount.TEXT_LIMIT) + "…";
        }
        Kind kind = new Kind(operation.f(), operation.outcome(), error);
        if (counts.size() >= KINDS_LIMIT && !counts.containsKey(kind)) {
            kind = new Kind(operation.f(), operation.outcome(), "other errors");
        }
        Tally tally = counts.computeIfAbsent(kind, fresh -> new Tally());
        tally.count++;
        tally.overTime.at(timeNanos)[0]++;
    }

    /** The most frequent first. */
    List<ErrorCount> errors() {
        return sorted().map(ErrorCounter::countOf).toList();
    }

    /** The most frequent kinds over time. */
    List<ErrorSeries> series() {
        return sorted().limit(SERIES_LIMIT)
                .map(entry -> new ErrorSeries(
                        countOf(entry),
                        entry.getValue().overTime.widthNanos(),
                        entry.getValue().overTime.buckets().stream()
                                .map(bucket -> bucket[0])
                                .toList()))
                .toList();
    }

    private static ErrorCount countOf(Map.Entry<Kind, Tally> entry) {
        Kind kind = entry.getKey();
        return new ErrorCount(kind.f(), kind.outcome(), kind.error(), entry.getValue().count);
    }

    private Stream<Map.Entry<Kind, Tally>> sorted() {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(
                        ErrorCounter::countOf,
                        Comparator.comparingLong(ErrorCount::count)
                                .reversed()
                                .thenComparing(ErrorCount::error)
                                .thenComparing(ErrorCount::f)));
    }
}
