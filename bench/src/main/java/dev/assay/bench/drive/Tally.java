package dev.assay.bench.drive;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one thread measures. Its own thread records; another one may {@link #drain} at the same
 * time.
 */
final class Tally {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final AtomicReference<LoadResult.@Nullable FirstError> firstError =
            new AtomicReference<>();
    private long lastNanos;

    /** Latencies of one kind of request, in nanoseconds. */
    static final class Kind {
        final String name;
        final SingleWriterRecorder service = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
        final SingleWriterRecorder response = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
        final SingleWriterRecorder lateness = new SingleWriterRecorder(SIGNIFICANT_DIGITS);

        Kind(String name) {
            this.name = name;
        }
    }

    /** Receives what was recorded since the last time; the histograms are only lent. */
    interface Drain {
        void accept(String kind, Histogram service, Histogram response, Histogram lateness);
    }

    Tally(List<String> names) {
        names.forEach(name -> kinds.add(new Kind(name)));
    }

    void ok(int kind, long started, long completed) {
        kinds.get(kind).service.recordValue(Math.max(0, completed - started));
        lastNanos = completed;
    }

    /** Of an open loop. */
    void ok(int kind, long intended, long started, long completed) {
        Kind of = kinds.get(kind);
        of.service.recordValue(Math.max(0, completed - started));
        of.response.recordValue(Math.max(0, completed - intended));
        of.lateness.recordValue(Math.max(0, started - intended));
        lastNanos = completed;
    }

    void error(String kind, LoadResult.FirstError first, long count, long now) {
        synchronized (errors) {
            errors.merge(kind, count, Long::sum);
        }
        firstError.compareAndSet(null, first);
        lastNanos = now;
    }

    /** An error that the load lives with. */
    void followed(String kind, long now) {
        synchronized (errors) {
            errors.merge(kind, 1L, Long::sum);
        }
        lastNanos = now;
    }

    void drain(Drain into) {
        for (Kind kind : kinds) {
            Histogram service = kind.service.getIntervalHistogram();
            into.accept(
                    kind.name,
                    service,
                    kind.response.getIntervalHistogram(),
                    kind.lateness.getIntervalHistogram());
        }
    }

    Map<String, Long> errors() {
        synchronized (errors) {
            return new TreeMap<>(errors);
        }
    }

    LoadResult.@Nullable FirstError firstError() {
        return firstError.get();
    }

    /** When the last request was answered. Only after the thread has ended. */
    long lastNanos() {
        return lastNanos;
    }
}
