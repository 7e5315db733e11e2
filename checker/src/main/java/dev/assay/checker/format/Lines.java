package dev.assay.checker.format;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** Lines of a text, numbered from 1, none longer than a limit. For one thread; closes nothing. */
final class Lines {

    /** A value of an operation is small; a longer line is another kind of file. */
    static final int CHARS_MAX = 1 << 24;

    private final Reader reader;

    /** The line is in one piece in it, from {@link #start}; unread is {@code from} to {@code to}. */
    private char[] buffer = new char[1 << 16];

    private int start;
    private int length;
    private int from;
    private int to;
    private long number;
    private boolean ended;

    Lines(Reader reader) {
        this.reader = reader;
    }

    /** Goes to the next line; false after the last. */
    boolean advance() throws IOException {
        start = from;
        int end = from;
        while (true) {
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end - start > CHARS_MAX) {
                throw new IOException("line " + (number + 1) + " is longer than " + CHARS_MAX
                        + " characters: not a history");
            }
            if (end < to) {
                ended = true;
                from = end + 1;
                return finish(end);
            }
            int seen = end - start;
            boolean more = fill();
            end = start + seen;
            if (!more) {
                ended = false;
                from = end;
                return seen > 0 && finish(end);
            }
        }
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() throws IOException {
        return advance() ? text() : null;
    }

    /** The line. */
    String text() {
        return new String(buffer, start, length);
    }

    /** Holds the line; good until the next one. */
    char[] buffer() {
        return buffer;
    }

    /** Where the line begins in the {@link #buffer}. */
    int start() {
        return start;
    }

    /** Characters of the line without its end. */
    int length() {
        return length;
    }

    /** The number of the line that was given last. */
    long number() {
        return number;
    }

    /** Whether the line that was given last had a line end. */
    boolean ended() {
        return ended;
    }

    private boolean finish(int end) {
        number++;
        length = end - start;
        if (length > 0 && buffer[end - 1] == '\r') {
            length--;
        }
        return true;
    }

    /** Reads on behind the unfinished line, which it moves to the front. */
    private boolean fill() throws IOException {
        int unfinished = to - start;
        if (unfinished == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * unfinished);
        }
        System.arraycopy(buffer, start, buffer, 0, unfinished);
        int count = Math.max(reader.read(buffer, unfinished, buffer.length - unfinished), 0);
        start = 0;
        from = 0;
        to = unfinished + count;
        return count > 0;
    }
}
