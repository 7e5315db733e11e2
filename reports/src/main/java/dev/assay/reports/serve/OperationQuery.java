package dev.assay.reports.serve;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which operations a page asks for. Empty texts ask for all.
 *
 * @param fromNanos operations that were over before are not asked for
 * @param toNanos nor those that begin after
 * @param text that the operation's words or its error hold, in lower case
 */
record OperationQuery(
        long fromNanos,
        long toNanos,
        String key,
        String process,
        String node,
        String f,
        String text,
        boolean ok,
        boolean fail,
        boolean info) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Longer than any name in a page's menus. */
    private static final int TEXT_LIMIT = 200;

    private static final int QUERY_LIMIT = 4_000;

    /** All operations of the run. */
    static final OperationQuery ALL =
            new OperationQuery(0, Long.MAX_VALUE, "", "", "", "", "", true, true, true);

    /**
     * The query of a URL, as the page's script writes it.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    static OperationQuery parse(String query) {
        if (query.length() > QUERY_LIMIT) {
            throw new IllegalArgumentException(
                    "query of " + query.length() + " characters: expected at most " + QUERY_LIMIT);
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        String outcomes = values.getOrDefault("outcomes", "ok,fail,info");
        return new OperationQuery(
                nanos(values.get("from"), 0),
                nanos(values.get("to"), Long.MAX_VALUE),
                text(values, "key"),
                text(values, "process"),
                text(values, "node"),
                text(values, "f"),
                text(values, "text").toLowerCase(Locale.ROOT),
                outcomes.contains("ok"),
                outcomes.contains("fail"),
                outcomes.contains("info"));
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        return value.length() > TEXT_LIMIT ? value.substring(0, TEXT_LIMIT) : value;
    }

    private static long nanos(@Nullable String seconds, long absent) {
        if (seconds == null || seconds.isEmpty()) {
            return absent;
        }
        try {
            double value = Double.parseDouble(seconds);
            if (Double.isFinite(value)) {
                return (long) (value * NANOS_PER_SECOND);
            }
        } catch (NumberFormatException e) {
            // Said below, as for NaN.
        }
        throw new IllegalArgumentException("time '" + seconds + "': expected seconds");
    }
}
