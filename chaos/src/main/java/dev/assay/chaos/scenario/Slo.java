package dev.assay.chaos.scenario;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked of a system beyond safety, while it is broken. A null asks for nothing.
 *
 * @param availabilityPercentMin of the operations that are invoked during a fault that leaves a
 *     majority whole, how many must be answered
 * @param newLeaderMax how long it may take until another node leads, where the leader was hit
 * @param errorWindowMax the longest time in which nobody is answered
 * @param p999Max latency of all but one of a thousand answered operations during a fault
 * @param wholeAgainMax how long it may take after healing until all nodes are ready
 */
public record Slo(
        @Nullable Double availabilityPercentMin,
        @Nullable Duration newLeaderMax,
        @Nullable Duration errorWindowMax,
        @Nullable Duration p999Max,
        @Nullable Duration wholeAgainMax) {

    /** Asks for nothing. */
    public static final Slo NONE = new Slo(null, null, null, null, null);

    /** What is asked, in words for the report. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        put(settings, "slo availability", availabilityPercentMin, " % or more");
        put(settings, "slo new leader", millis(newLeaderMax), " ms or less");
        put(settings, "slo error window", millis(errorWindowMax), " ms or less");
        put(settings, "slo p99.9", millis(p999Max), " ms or less");
        put(settings, "slo whole again", millis(wholeAgainMax), " ms or less");
        return settings;
    }

    private static void put(
            Map<String, String> settings, String name, @Nullable Object value, String unit) {
        if (value != null) {
            settings.put(name, value + unit);
        }
    }

    private static @Nullable Long millis(@Nullable Duration time) {
        return time == null ? null : (Long) time.toMillis();
    }
}
