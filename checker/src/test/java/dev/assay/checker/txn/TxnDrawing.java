package dev.assay.checker.txn;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Transactions drawn as text, one a line, a column a nanosecond; {@code ?} ends one of unknown outcome
 * and {@code !} one that was aborted:
 *
 * <pre>
 * append x 1; r y [1 2]   |---|
 * w x 2; r y nil             |---?
 * </pre>
 */
final class TxnDrawing {

    private TxnDrawing() {}

    static History history(String drawing) {
        List<Operation> operations = new ArrayList<>();
        for (String line : drawing.lines().filter(text -> !text.isBlank()).toList()) {
            int bar = line.indexOf('|');
            String end = line.substring(bar).strip();
            char last = end.charAt(end.length() - 1);
            List<Object> steps = Stream.of(line.substring(0, bar).split(";", -1))
                    .map(step -> (Object) step(step.strip()))
                    .toList();
            operations.add(operation(
                    operations.size(), steps, bar, bar + end.length() - 1, outcome(last)));
        }
        return History.ofOperations(operations);
    }

    static Operation operation(int index, List<Object> steps, long from, long to, EventType end) {
        boolean ok = end == EventType.OK;
        return new Operation(
                index,
                index,
                "txn",
                null,
                steps,
                ok ? steps : null,
                from,
                end == EventType.INFO ? Operation.NEVER : to,
                end,
                null,
                null);
    }

    private static EventType outcome(char end) {
        return switch (end) {
            case '|' -> EventType.OK;
            case '?' -> EventType.INFO;
            default -> EventType.FAIL;
        };
    }

    private static List<@Nullable Object> step(String text) {
        String[] words = text.split(" ", 3);
        return Collections.unmodifiableList(
                Arrays.asList(words[0], words[1], value(words.length < 3 ? "nil" : words[2])));
    }

    private static @Nullable Object value(String text) {
        if (text.startsWith("[")) {
            String inside = text.substring(1, text.length() - 1).strip();
            return inside.isEmpty()
                    ? List.of()
                    : Stream.of(inside.split(" ", -1)).map(Long::valueOf).toList();
        }
        return text.equals("nil") ? null : (Object) Long.valueOf(text);
    }
}
