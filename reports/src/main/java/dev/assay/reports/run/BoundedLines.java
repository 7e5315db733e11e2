package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;

/**
 * The lines of a text, of which none is longer than a limit: the rest of a longer one is skipped, so
 * that a damaged file cannot fill the memory. A cut line is no JSON any more and so counts as
 * damaged. For one thread; closes nothing.
 */
final class BoundedLines {

    /** A value of 1 MB in argument and result, escaped, with room to spare. */
    static final int LIMIT = 16 << 20;

    private static final int BUFFER = 1 << 16;

    private final Reader reader;
    private final int limit;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder line = new StringBuilder();
    private int from;
    private int to;

    BoundedLines(Reader reader, int limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        boolean found = false;
        while (from < to || fill()) {
            found = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, from, Math.min(end - from, limit - line.length()));
            from = end;
            if (from < to) {
                from++;
                return line.toString();
            }
        }
        return found ? line.toString() : null;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(reader.read(buffer), 0);
        return to > 0;
    }
}
