package dev.assay.reports.chart;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts errors by kind. */
final class ErrorCounter {

    /** More kinds than a person reads; an error text with a number in it would make millions. */
    private static final int KINDS_LIMIT = 200;

    private record Kind(String f, EventType outcome, String error) {}

    private final Map<Kind, Long> counts = new HashMap<>();

    void add(Event completion) {
        String error = completion.error() == null ? "no reason given" : completion.error();
        if (error.length() > ErrorCount.TEXT_LIMIT) {
            error = error.substring(0, ErrorCount.TEXT_LIMIT) + "…";
        }
        Kind kind = new Kind(completion.f(), completion.type(), error);
        if (counts.size() >= KINDS_LIMIT && !counts.containsKey(kind)) {
            kind = new Kind(completion.f(), completion.type(), "other errors");
        }
        counts.merge(kind, 1L, Long::sum);
    }

    /** The most frequent first. */
    List<ErrorCount> errors() {
        return counts.entrySet().stream()
                .map(entry -> new ErrorCount(
                        entry.getKey().f(),
                        entry.getKey().outcome(),
                        entry.getKey().error(),
                        entry.getValue()))
                .sorted(Comparator.comparingLong(ErrorCount::count)
                        .reversed()
                        .thenComparing(ErrorCount::error)
                        .thenComparing(ErrorCount::f))
                .toList();
    }
}
