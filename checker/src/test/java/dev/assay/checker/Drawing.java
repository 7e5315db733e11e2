package dev.assay.checker;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Register;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Histories drawn as text, one operation a line, a column a nanosecond:
 *
 * <pre>
 * write 1    |---|
 * read = 1     |-----|
 * cas 1 2         |--?      its outcome is unknown
 * cas 5 6         |--x      answered that the comparison failed
 * write 3         |--!      surely did not happen
 * x: read = nil        ||   on the key x
 * y: read = [1 2]      ||   a list
 * </pre>
 */
public final class Drawing {

    private static final Pattern LINE = Pattern.compile(
            "(?:(?<key>\\w+): *)?(?<f>\\w+)(?<in>(?: -?\\w+)*)(?: = (?<out>\\[[\\w ]*]|-?\\w*))? *(?<bar>\\|-*(?<end>[|?x!])).*");

    private Drawing() {}

    public static History history(String drawing) {
        return History.ofOperations(operations(drawing));
    }

    public static List<Operation> operations(String drawing) {
        List<Operation> operations = new ArrayList<>();
        for (String line : drawing.lines().filter(text -> !text.isBlank()).toList()) {
            Matcher m = LINE.matcher(line);
            if (!m.matches()) {
                throw new IllegalArgumentException("not an operation: " + line);
            }
            char end = m.group("end").charAt(0);
            long process = operations.size();
            operations.add(new Operation(
                    process,
                    process,
                    m.group("f"),
                    m.group("key"),
                    input(m.group("in").trim()),
                    m.group("out") == null || end != '|' ? null : value(m.group("out")),
                    m.start("bar"),
                    end == '?' ? Operation.NEVER : m.end("bar") - 1,
                    end == '|' ? EventType.OK : end == '?' ? EventType.INFO : EventType.FAIL,
                    null,
                    end == 'x' ? Register.CAS_MISMATCH : null));
        }
        operations.sort((a, b) -> Long.compare(a.invokeNanos(), b.invokeNanos()));
        return operations;
    }

    private static Object input(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String[] values = text.split(" ");
        return values.length == 1
                ? value(values[0])
                : java.util.Arrays.asList(value(values[0]), value(values[1]));
    }

    private static Object value(String text) {
        if (text.toLowerCase(Locale.ROOT).equals("nil")) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.startsWith("[")) {
            String inner = text.substring(1, text.length() - 1).trim();
            return inner.isEmpty()
                    ? List.of()
                    : Stream.of(inner.split(" +")).map(Drawing::value).toList();
        }
        return text.matches("-?\\d+") ? (Object) Long.valueOf(text) : text;
    }
}
