package dev.assay.checker.format;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the lines that recorders write, several times as fast as a JSON parser: whole numbers,
 * strings without escapes, lists of these, no field but our own and none twice. It gives up at
 * anything else, also at what is wrong, and leaves the line to the parser. For one thread.
 */
final class PlainJsonl {

    /** Longer ones might not fit into a long. */
    private static final int DIGITS_MAX = 18;

    private static final int DEPTH_MAX = 16;

    private static final int TIME = 1;
    private static final int PROCESS = 2;
    private static final int TYPE = 4;
    private static final int F = 8;
    private static final int KEY = 16;
    private static final int VALUE = 32;
    private static final int NODE = 64;
    private static final int ERROR = 128;
    private static final int RAFT_INDEX = 256;
    private static final int REQUIRED = TIME | PROCESS | TYPE | F;

    private final Names names;
    private char[] chars = new char[0];
    private int at;
    private int end;
    private boolean strange;

    PlainJsonl(Names names) {
        this.names = names;
    }

    /** The event of the line at which the lines stand, or null if it is not that plain. */
    @Nullable
    Event parse(Lines lines) {
        chars = lines.buffer();
        at = lines.start();
        end = at + lines.length();
        strange = false;
        long time = 0;
        long process = 0;
        EventType type = EventType.INVOKE;
        String f = "";
        String key = null;
        Object value = null;
        String node = null;
        String error = null;
        long raftIndex = Event.NO_INDEX;
        int fields = 0;
        take('{');
        do {
            int field = field();
            strange |= field == 0 || (fields & field) != 0;
            fields |= field;
            take(':');
            skipBlanks();
            if (strange) {
                return null;
            }
            switch (field) {
                case TIME -> time = whole();
                case PROCESS -> process = whole();
                case TYPE -> type = type();
                case F -> f = name();
                case KEY -> key = name();
                case VALUE -> value = value(0);
                case NODE -> node = name();
                case ERROR -> error = name();
                default -> raftIndex = whole();
            }
        } while (!strange && takes(','));
        take('}');
        skipBlanks();
        boolean plain = !strange
                && at == end
                && (fields & REQUIRED) == REQUIRED
                && process >= 0
                && raftIndex >= Event.NO_INDEX;
        return plain ? new Event(time, process, type, f, key, value, node, error, raftIndex) : null;
    }

    private int field() {
        int length = quoted();
        int from = at - length - 1;
        return switch (length) {
            case 1 -> is("f", from) ? F : 0;
            case 3 -> is("key", from) ? KEY : 0;
            case 4 ->
                is("time", from) ? TIME : is("type", from) ? TYPE : is("node", from) ? NODE : 0;
            case 5 -> is("value", from) ? VALUE : is("error", from) ? ERROR : 0;
            case 7 -> is("process", from) ? PROCESS : 0;
            case 9 -> is("raftIndex", from) ? RAFT_INDEX : 0;
            default -> 0;
        };
    }

    private boolean is(String name, int from) {
        for (int i = 0; i < name.length(); i++) {
            if (chars[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private EventType type() {
        int length = quoted();
        int from = at - length - 1;
        for (EventType type : TYPES) {
            if (type.word().length() == length && is(type.word(), from)) {
                return type;
            }
        }
        strange = true;
        return EventType.INVOKE;
    }

    private static final EventType[] TYPES = EventType.values();

    private String name() {
        int length = quoted();
        return strange ? "" : names.one(chars, at - length - 1, length);
    }

    private @Nullable Object value(int depth) {
        char first = at < end ? chars[at] : ' ';
        if (first == '"') {
            int length = quoted();
            return strange ? null : new String(chars, at - length - 1, length);
        }
        if (first == '[' && depth < DEPTH_MAX) {
            return list(depth);
        }
        if (first == 'n') {
            word("null");
            return null;
        }
        if (first == 't') {
            word("true");
            return true;
        }
        if (first == 'f') {
            word("false");
            return false;
        }
        return whole();
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> values = new ArrayList<>();
        at++;
        if (!takes(']')) {
            do {
                skipBlanks();
                values.add(value(depth + 1));
            } while (!strange && takes(','));
            take(']');
        }
        return Collections.unmodifiableList(values);
    }

    private void word(String word) {
        strange |= end - at < word.length() || !is(word, at);
        at += word.length();
    }

    private long whole() {
        boolean negative = at < end && chars[at] == '-';
        int from = negative ? at + 1 : at;
        long number = 0;
        at = from;
        while (at < end && chars[at] >= '0' && chars[at] <= '9') {
            number = 10 * number + chars[at++] - '0';
        }
        int digits = at - from;
        strange |= digits == 0 || digits > DIGITS_MAX || (digits > 1 && chars[from] == '0');
        if (at < end && chars[at] != ',' && chars[at] != '}' && chars[at] != ']') {
            strange |= !isBlank(chars[at]); // a fraction, an exponent
        }
        return negative ? -number : number;
    }

    /** Goes behind a string; gives its length. */
    private int quoted() {
        skipBlanks();
        if (at == end || chars[at] != '"') {
            strange = true;
            return 0;
        }
        int from = ++at;
        while (at < end && chars[at] != '"') {
            char c = chars[at++];
            strange |= c == '\\' || c < ' ';
        }
        strange |= at == end;
        return at++ - from;
    }

    private void take(char expected) {
        strange |= !takes(expected);
    }

    private boolean takes(char expected) {
        skipBlanks();
        boolean there = at < end && chars[at] == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < end && isBlank(chars[at])) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
