package dev.assay.checker.format;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Jepsen's {@code history.edn}, also with a vector or list around it, and Porcupine's kv lines: maps with
 * {@code :process :type :f :value} and perhaps {@code :time :key :node :error}. Operations of a
 * process that is not a number (the nemesis) are left out.
 *
 * <p>In these files the order of the lines is the order of the events, so times are taken as they
 * are only where they agree with it, and otherwise moved up until they do.
 */
final class EdnReader {

    private final Names names = new Names();
    private final boolean independent;
    private long lastNanos = -1;

    /**
     * @param independent whether each value is a {@code [key value]} pair, as Jepsen's independent
     *     histories have it
     */
    EdnReader(boolean independent) {
        this.independent = independent;
    }

    void read(Reader reader, EventSink sink) throws IOException {
        EdnParser parser = new EdnParser(reader);
        parser.openAll();
        while (parser.hasNext()) {
            long line = parser.line();
            try {
                Object value = parser.next();
                if (!(value instanceof Map<?, ?> fields)) {
                    throw new IllegalArgumentException("came " + value + ": expected a map");
                }
                required(fields, "process");
                if (fields.get(word("process")) instanceof Long process) {
                    sink.event(line, event(process, fields));
                }
            } catch (IllegalArgumentException e) {
                if (parser.atEnd()) {
                    sink.cutOff(line, String.valueOf(e.getMessage()));
                } else {
                    sink.problem(line, String.valueOf(e.getMessage()));
                    parser.skipLine();
                }
            }
        }
    }

    private Event event(long process, Map<?, ?> fields) {
        EventType type = EventType.of(required(fields, "type"));
        Object value = plain(fields.get(word("value")));
        String key = text(fields.get(word("key")));
        if (independent) {
            if (!(value instanceof List<?> pair) || pair.size() != 2) {
                throw new IllegalArgumentException(
                        "value " + value + ": expected a [key value] pair");
            }
            key = text(pair.get(0));
            value = pair.get(1);
        }
        String error = text(plain(fields.get(word("error"))));
        Object time = fields.get(word("time"));
        lastNanos = Math.max(lastNanos + 1, time instanceof Long nanos ? nanos : 0);
        return new Event(
                lastNanos,
                process,
                type,
                required(fields, "f"),
                key,
                value,
                text(fields.get(word("node"))),
                error,
                fields.get(word("raft-index")) instanceof Long index ? index : Event.NO_INDEX);
    }

    private String required(Map<?, ?> fields, String name) {
        String text = text(fields.get(word(name)));
        if (text == null) {
            throw new IllegalArgumentException(
                    "no :" + name + "; expected at least :process, :type and :f");
        }
        return text;
    }

    private @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value instanceof EdnParser.Word word ? word.text() : value.toString();
        return names.one(text.startsWith(":") ? text.substring(1) : text);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof EdnParser.Word word) {
            return word.text();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>(list.size());
            list.forEach(element -> values.add(plain(element)));
            return Collections.unmodifiableList(values);
        }
        if (value instanceof Map<?, ?> map) {
            // Such as the balances of accounts: a list of [key value].
            List<@Nullable Object> pairs = new ArrayList<>(map.size());
            map.forEach((name, entry) -> pairs.add(
                    Collections.unmodifiableList(Arrays.asList(plain(name), plain(entry)))));
            return Collections.unmodifiableList(pairs);
        }
        return value;
    }

    private static EdnParser.Word word(String name) {
        return new EdnParser.Word(":" + name);
    }
}
