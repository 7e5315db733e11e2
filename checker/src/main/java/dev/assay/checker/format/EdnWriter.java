package dev.assay.checker.format;

import dev.assay.checker.history.Event;

import org.jspecify.annotations.Nullable;

import java.io.Flushable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Exports events in Jepsen's form, a map a line. The value of an event with a key is a {@code [key
 * value]} pair, as Jepsen's independent histories have it. For one thread; the caller closes it.
 */
public final class EdnWriter implements Flushable, AutoCloseable {

    private final Writer out;
    private long index;

    /** Writes to {@code out} and closes it in the end. */
    public EdnWriter(Writer out) {
        this.out = out;
    }

    /** Adds a line. */
    public void write(Event event) throws IOException {
        StringBuilder line = new StringBuilder("{:index ").append(index++);
        line.append(", :time ").append(event.timeNanos());
        line.append(", :type :").append(event.type().word());
        line.append(", :process ").append(event.process());
        line.append(", :f :").append(event.f());
        line.append(", :value ");
        if (event.key() == null) {
            value(line, event.value());
        } else {
            line.append('[');
            value(line, event.key());
            line.append(' ');
            value(line, event.value());
            line.append(']');
        }
        text(line, ", :node ", event.node());
        text(line, ", :error ", event.error());
        if (event.raftIndex() != Event.NO_INDEX) {
            line.append(", :raft-index ").append(event.raftIndex());
        }
        out.append(line).append("}\n");
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static void text(StringBuilder line, String name, @Nullable String text) {
        if (text != null) {
            line.append(name);
            value(line, text);
        }
    }

    private static void value(StringBuilder line, @Nullable Object value) {
        if (value == null) {
            line.append("nil");
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                line.append(before);
                value(line, element);
                before = ' ';
            }
            line.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            string(line, text);
        } else {
            line.append(value);
        }
    }

    private static void string(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(c);
            }
        }
        line.append('"');
    }
}
