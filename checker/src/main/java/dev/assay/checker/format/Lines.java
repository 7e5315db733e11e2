package dev.assay.checker.format;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;

/** Lines of a text, numbered from 1, none longer than a limit. For one thread; closes nothing. */
final class Lines {

    /** A value of an operation is small; a longer line is another kind of file. */
    static final int CHARS_MAX = 1 << 24;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder line = new StringBuilder();
    private int from;
    private int to;
    private long number;
    private boolean ended;

    Lines(Reader reader) {
        this.reader = reader;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        while (true) {
            if (from == to && !fill()) {
                ended = false;
                return line.length() == 0 ? null : finish();
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, from, end - from);
            from = end;
            if (line.length() > CHARS_MAX) {
                throw new IOException("line " + (number + 1) + " is longer than " + CHARS_MAX
                        + " characters: not a history");
            }
            if (from < to) {
                from++;
                ended = true;
                return finish();
            }
        }
    }

    /** The number of the line that was given last. */
    long number() {
        return number;
    }

    /** Whether the line that was given last had a line end. */
    boolean ended() {
        return ended;
    }

    private String finish() {
        number++;
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(reader.read(buffer), 0);
        return to > 0;
    }
}
