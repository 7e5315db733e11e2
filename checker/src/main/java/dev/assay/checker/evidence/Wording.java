package dev.assay.checker.evidence;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Operations in words, in one line each, whatever characters their values have. */
public final class Wording {

    /** A longer value is cut: the sentence is for people, the file has the whole. */
    private static final int VALUE_CHARS_MAX = 60;

    /** Where no result is one: there was nothing. */
    private static final Set<String> QUESTIONS = Set.of("read", "get", "dequeue", "pop");

    private final Times times;

    Wording(Times times) {
        this.times = times;
    }

    /** As the subject of a sentence: {@code read by process 3 at 12.301 s on n1 returned 7}. */
    String sentence(Operation operation) {
        String who =
                visible(operation.f()) + argument(operation) + " by process " + operation.process();
        String where = operation.node() == null ? "" : " on " + visible(operation.node());
        String when = operation.outcome() == EventType.INFO
                ? " from " + times.at(operation.invokeNanos())
                : " at " + times.at(operation.returnNanos());
        return who + when + where + result(operation);
    }

    /** A moment. */
    String time(long nanos) {
        return times.at(nanos);
    }

    /** For a label: {@code cas 3 -> 4}, {@code read = 7}. */
    public static String label(Operation operation) {
        String answer = operation.outcome() == EventType.OK && isQuestion(operation)
                ? " = " + value(operation.output())
                : "";
        return visible(operation.f()) + argument(operation) + answer;
    }

    static String value(@Nullable Object value) {
        String text = value == null ? "nothing" : value.toString();
        if (text.isEmpty()) {
            return "\"\"";
        }
        return text.length() <= VALUE_CHARS_MAX
                ? visible(text)
                : visible(text.substring(0, VALUE_CHARS_MAX)) + "... (" + text.length()
                        + " characters)";
    }

    /** Without line ends, colours, and what turns the direction of writing round. */
    public static String visible(String text) {
        if (text.codePoints().allMatch(Wording::isVisible)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isVisible(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return visible.toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A model's state, cut where it is long, in the words of its own {@code toString}. */
    public static String state(Object state) {
        return state instanceof Optional<?> value ? value(value.orElse(null)) : value(state);
    }

    private static String argument(Operation operation) {
        if (operation.input() instanceof List<?> pair && pair.size() == 2) {
            return " " + value(pair.get(0)) + " -> " + value(pair.get(1));
        }
        return operation.input() == null ? "" : " " + value(operation.input());
    }

    private static String result(Operation operation) {
        return switch (operation.outcome()) {
            case OK ->
                isQuestion(operation)
                        ? " returned " + value(operation.output())
                        : " was acknowledged";
            case FAIL ->
                " was refused"
                        + (operation.error() == null ? "" : ": " + visible(operation.error()));
            default -> " has an unknown outcome";
        };
    }

    private static boolean isQuestion(Operation operation) {
        return operation.input() == null
                && (operation.output() != null || QUESTIONS.contains(operation.f()));
    }
}
