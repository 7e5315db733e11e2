package dev.assay.checker.format;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.model.Register;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log lines of Jepsen's etcd test, one register a file: {@code INFO jepsen.util - 3 :invoke :cas
 * [1 2]}. There are no times: the number of the line serves. A cas that failed had its comparison
 * answered.
 */
final class EtcdLogReader {

    static final Pattern LINE = Pattern.compile(
            "INFO\\s+jepsen\\.util\\s+-\\s+(\\d{1,18})\\s+:(\\w+)\\s+:(\\w+)\\s+(.*\\S)\\s*");

    private static final Pattern PAIR = Pattern.compile("\\[(\\S+)\\s+(\\S+)]");

    void read(Reader reader, EventSink sink) throws IOException {
        Lines lines = new Lines(reader);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            try {
                sink.event(lines.number(), parse(lines.number(), line));
            } catch (IllegalArgumentException e) {
                if (lines.ended()) {
                    sink.problem(lines.number(), String.valueOf(e.getMessage()));
                } else {
                    sink.cutOff(lines.number(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private static Event parse(long number, String line) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw new IllegalArgumentException(
                    "'" + line + "': expected INFO jepsen.util - PROCESS :TYPE :F VALUE");
        }
        EventType type = EventType.of(fields.group(2));
        String f = fields.group(3);
        boolean timedOut = fields.group(4).equals(":timed-out");
        String error = timedOut ? "timed-out" : null;
        if (type == EventType.FAIL && f.equals("cas") && !timedOut) {
            error = Register.CAS_MISMATCH;
        }
        Object value = timedOut ? null : value(fields.group(4));
        return new Event(
                number, Long.parseLong(fields.group(1)), type, f, null, value, null, error);
    }

    private static @Nullable Object value(String text) {
        Matcher pair = PAIR.matcher(text);
        if (pair.matches()) {
            return List.of(whole(pair.group(1)), whole(pair.group(2)));
        }
        return text.equals("nil") ? null : whole(text);
    }

    private static Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "value '" + text + "': expected nil, a whole number, or [FROM TO]", e);
        }
    }
}
