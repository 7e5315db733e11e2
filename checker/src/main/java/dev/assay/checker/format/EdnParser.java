package dev.assay.checker.format;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads EDN values one after another (the subset that histories use: nil, booleans, numbers,
 * strings, characters, keywords, symbols, lists, vectors, maps, sets, tags, comments, {@code #_}).
 * Vectors, lists and sets become a List, keywords and symbols a {@link Word}, whole numbers a Long,
 * others a Double; of a tagged value the tag is dropped. For one thread; closes nothing.
 */
final class EdnParser {

    /** A keyword with its colon, or a symbol. */
    record Word(String text) {}

    /** Histories nest three deep; a file that goes on like that is not one. */
    private static final int DEPTH_MAX = 64;

    private static final int END = -1;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int from;
    private int to;
    private long line = 1;

    /** Ends what is around all; nothing that is read has this value where there is none. */
    private int closing = END;

    EdnParser(Reader reader) {
        this.reader = reader;
    }

    /** The line that is being read, from 1. */
    long line() {
        return line;
    }

    /** Whether there is another value, or the end of the vector or list that the caller opened. */
    boolean hasNext() throws IOException {
        skipBlanks(0);
        return peek() != END && peek() != closing;
    }

    /** Takes the opening bracket of a vector or list around all that follows, if there is one. */
    void openAll() throws IOException {
        skipBlanks(0);
        if (peek() == '[' || peek() == '(') {
            closing = read() == '[' ? ']' : ')';
        }
    }

    /**
     * The next value.
     *
     * @throws IllegalArgumentException if there is none that can be read
     */
    @Nullable
    Object next() throws IOException {
        return value(0);
    }

    /** Goes on behind the end of the line, after a value that could not be read. */
    void skipLine() throws IOException {
        while (peek() != END && read() != '\n') {}
    }

    boolean atEnd() throws IOException {
        return peek() == END;
    }

    private @Nullable Object value(int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("nested deeper than " + DEPTH_MAX);
        }
        skipBlanks(depth);
        int first = peek();
        return switch (first) {
            case END ->
                throw new IllegalArgumentException("the file ends in the middle of a value");
            case '[' -> list(']', depth);
            case '(' -> list(')', depth);
            case '{' -> map(depth);
            case '"' -> string();
            case '#' -> dispatched(depth);
            case ']', ')', '}' -> {
                read();
                throw new IllegalArgumentException((char) first + " without its opening");
            }
            default -> atom();
        };
    }

    private List<@Nullable Object> list(char end, int depth) throws IOException {
        read();
        List<@Nullable Object> values = new ArrayList<>();
        while (more(end, depth)) {
            values.add(value(depth + 1));
        }
        return Collections.unmodifiableList(values);
    }

    private Map<Object, @Nullable Object> map(int depth) throws IOException {
        read();
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        while (more('}', depth)) {
            Object key = value(depth + 1);
            if (key == null || !more('}', depth)) {
                throw new IllegalArgumentException("map with the key " + key + " without a value");
            }
            values.put(key, value(depth + 1));
        }
        return values;
    }

    private boolean more(char end, int depth) throws IOException {
        skipBlanks(depth);
        if (peek() == end) {
            read();
            return false;
        }
        return true;
    }

    private @Nullable Object dispatched(int depth) throws IOException {
        read();
        if (peek() == '{') {
            return list('}', depth);
        }
        token();
        return value(depth + 1);
    }

    private String string() throws IOException {
        read();
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = read();
            switch (c) {
                case '"' -> {
                    return text.toString();
                }
                case END -> throw new IllegalArgumentException("the file ends in a string");
                case '\\' -> text.append(escaped());
                default -> text.append((char) c);
            }
        }
    }

    private char escaped() throws IOException {
        int c = read();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                StringBuilder hex = new StringBuilder();
                for (int i = 0; i < 4; i++) {
                    hex.append((char) read());
                }
                yield (char) Integer.parseInt(hex.toString(), 16);
            }
            case '"', '\\' -> (char) c;
            default -> throw new IllegalArgumentException("\\" + (char) c + " in a string");
        };
    }

    private @Nullable Object atom() throws IOException {
        String token = token();
        switch (token) {
            case "nil":
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
        }
        char first = token.charAt(0);
        boolean signed = (first == '-' || first == '+') && token.length() > 1;
        if (!Character.isDigit(signed ? token.charAt(1) : first)) {
            return new Word(token);
        }
        String number = token.endsWith("N") || token.endsWith("M")
                ? token.substring(0, token.length() - 1)
                : token;
        boolean whole = number.chars().skip(signed ? 1 : 0).allMatch(Character::isDigit);
        return whole ? (Object) Long.valueOf(number) : Double.valueOf(number);
    }

    private String token() throws IOException {
        StringBuilder token = new StringBuilder();
        if (peek() == '\\') {
            token.append((char) read()).append((char) read());
        }
        while (peek() != END && !isBlank(peek()) && "[](){}\";".indexOf(peek()) < 0) {
            token.append((char) read());
        }
        if (token.length() == 0) {
            throw new IllegalArgumentException("expected a value, came " + (char) peek());
        }
        return token.toString();
    }

    /** Blanks, comments to the end of the line, and values that {@code #_} discards. */
    private void skipBlanks(int depth) throws IOException {
        while (true) {
            if (isBlank(peek())) {
                read();
            } else if (peek() == ';') {
                skipLine();
            } else if (peek() == '#' && peekSecond() == '_') {
                read();
                read();
                value(depth + 1);
            } else {
                return;
            }
        }
    }

    private static boolean isBlank(int c) {
        return c == ',' || (c != END && Character.isWhitespace(c));
    }

    private int peek() throws IOException {
        return from < to || fill(0) ? buffer[from] : END;
    }

    private int peekSecond() throws IOException {
        if (from + 1 == to) {
            char first = buffer[from];
            boolean more = fill(1);
            buffer[0] = first;
            return more ? buffer[1] : END;
        }
        return buffer[from + 1];
    }

    /** Reads on, behind so many characters that are kept free. */
    private boolean fill(int free) throws IOException {
        int count = Math.max(reader.read(buffer, free, buffer.length - free), 0);
        from = 0;
        to = free + count;
        return count > 0;
    }

    private int read() throws IOException {
        int c = peek();
        if (c != END) {
            from++;
            line += c == '\n' ? 1 : 0;
        }
        return c;
    }
}
