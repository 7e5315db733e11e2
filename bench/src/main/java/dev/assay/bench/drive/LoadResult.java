package dev.assay.bench.drive;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What was measured. Histograms are in nanoseconds and not changed any more.
 *
 * @param seconds from the first request to the last reply
 * @param ok requests that were answered without an error
 * @param kinds latencies by kind of request, those that occurred
 * @param service of all kinds together; likewise response and lateness
 * @param errors by kind
 * @param first the first error; null when there was none, or only such as are followed
 * @param whole false when the load was stopped from outside
 */
public record LoadResult(
        double seconds,
        long ok,
        Map<String, Latencies> kinds,
        Histogram service,
        Histogram response,
        Histogram lateness,
        Map<String, Long> errors,
        @Nullable FirstError first,
        boolean whole) {

    /**
     * An error as it came.
     *
     * @param from the server that it came from
     */
    public record FirstError(String text, String from) {}

    /** Its text; null when there was none. */
    public @Nullable String firstError() {
        return first == null ? null : first.text();
    }

    /** Of one kind of request. */
    public record Latencies(Histogram service, Histogram response) {}

    public double perSecond() {
        return seconds == 0 ? 0 : ok / seconds;
    }
}
