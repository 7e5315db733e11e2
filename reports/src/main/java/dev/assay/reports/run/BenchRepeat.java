package dev.assay.reports.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One measurement of a {@link BenchRow}; warm-up is not in it.
 *
 * @param seconds how long it took
 * @param ok requests that were answered without an error: they alone are throughput
 * @param errors by kind, such as {@code CLUSTERDOWN}, {@code timeout} or {@code disconnected}
 * @param service from the moment a request was sent to its reply; a pipeline is one sending
 * @param response from the moment a request was meant to be sent to its reply; in a closed loop,
 *     where a request is meant to be sent when the one before it is answered, the same as service
 * @param lateness how much later than intended requests were sent; {@link BenchLatency#NONE} in a
 *     closed loop
 */
public record BenchRepeat(
        double seconds,
        long ok,
        Map<String, Long> errors,
        BenchLatency service,
        BenchLatency response,
        BenchLatency lateness) {

    public BenchRepeat {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(response, "response");
        Objects.requireNonNull(lateness, "lateness");
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds " + seconds + ": expected 0 or more");
        }
        if (ok < 0) {
            throw new IllegalArgumentException("ok " + ok + ": expected 0 or more");
        }
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** Throughput; 0 of a measurement that took no time. */
    public double okPerSecond() {
        return seconds == 0 ? 0 : ok / seconds;
    }

    /** How many requests were answered by an error or not at all. */
    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
