package dev.assay.reports.text;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.reports.summary.Figures;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Operations in words: {@code w 3}, {@code r → 5}, {@code cas 3→5}. */
public final class OperationText {

    /** A bar's label; the whole value is in the text below the drawing. */
    private static final int LABEL_LIMIT = 22;

    /** A megabyte in a value is told by its length. */
    private static final int VALUE_LIMIT = 400;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.:/+-]+");

    private OperationText() {}

    /** For a bar. */
    public static String label(Operation operation) {
        String text = words(operation);
        return text.codePointCount(0, text.length()) <= LABEL_LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LABEL_LIMIT - 1)) + "…";
    }

    /** Everything that is known of it, in one line. */
    public static String sentence(Operation operation) {
        String when = operation.returnNanos() == Operation.NEVER
                ? "from %s on".formatted(Figures.moment(operation.invokeNanos()))
                : "%s, for %s"
                        .formatted(
                                Figures.moment(operation.invokeNanos()),
                                Figures.nanos(operation.returnNanos() - operation.invokeNanos()));
        String at = operation.node() == null ? "" : " at " + visible(operation.node());
        String error = operation.error() == null ? "" : ": " + visible(operation.error());
        return "process %d%s, %s (%s), %s%s"
                .formatted(
                        operation.process(),
                        at,
                        words(operation),
                        operation.outcome().word(),
                        when,
                        error);
    }

    public static String words(Operation operation) {
        String text = call(operation);
        return operation.outcome() == EventType.INFO ? text + " ?" : text;
    }

    private static String call(Operation operation) {
        boolean ok = operation.outcome() == EventType.OK;
        Object input = operation.input();
        String f = visible(operation.f());
        if (f.equals("read")) {
            return ok ? "r → " + value(operation.output()) : "r";
        }
        if (f.equals("write")) {
            return "w " + value(input);
        }
        if (f.equals("cas") && input instanceof List<?> pair && pair.size() == 2) {
            return "cas " + value(pair.get(0)) + "→" + value(pair.get(1));
        }
        String call = input == null ? f : f + " " + value(input);
        return ok && operation.output() != null ? call + " → " + value(operation.output()) : call;
    }

    /** A value as a person writes it: quoted only where its bounds could not be seen otherwise. */
    public static String value(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .limit(VALUE_LIMIT)
                    .map(OperationText::value)
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        String text = visible(value.toString());
        return value instanceof String && !PLAIN.matcher(text).matches()
                ? "\"" + text + "\""
                : text;
    }

    private static String visible(String text) {
        return VisibleText.line(text, VALUE_LIMIT);
    }
}
