package dev.assay.reports.run;

import java.util.Locale;
import java.util.Objects;

/**
 * What a histogram of {@code latency.hlog} is about; its tag is {@code read.service}, {@code
 * cas.response} and so on.
 *
 * @param f the function, as in {@link dev.assay.checker.history.Event#f}
 */
public record LatencyKind(String f, Measure measure) implements Comparable<LatencyKind> {

    /** From when on the clock runs. */
    public enum Measure {
        /** From the moment when the request was sent: what the system needed. */
        SERVICE,
        /** From the intended start: what a user waited for, queueing included. */
        RESPONSE;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word in the tag. */
        public String word() {
            return word;
        }
    }

    public LatencyKind {
        Objects.requireNonNull(measure, "measure");
        // HistogramLogWriter allows none of these in a tag.
        if (f.isEmpty() || f.chars().anyMatch(c -> c == ',' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException(
                    "function '" + f + "': expected a word without commas and white space");
        }
    }

    public static LatencyKind service(String f) {
        return new LatencyKind(f, Measure.SERVICE);
    }

    public static LatencyKind response(String f) {
        return new LatencyKind(f, Measure.RESPONSE);
    }

    /** The kind of a tag, or an {@link IllegalArgumentException} that says what a tag looks like. */
    public static LatencyKind of(String tag) {
        int dot = tag.lastIndexOf('.');
        for (Measure measure : Measure.values()) {
            if (dot > 0 && measure.word().equals(tag.substring(dot + 1))) {
                return new LatencyKind(tag.substring(0, dot), measure);
            }
        }
        throw new IllegalArgumentException(
                "tag '" + tag + "': expected a function and a measure, such as read.service");
    }

    /** The form in {@code latency.hlog}. */
    public String tag() {
        return f + "." + measure.word();
    }

    @Override
    public int compareTo(LatencyKind other) {
        return tag().compareTo(other.tag());
    }
}
