package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a node said: the lines of its log that matter most, and its last status.
 *
 * @param node its name
 * @param lines the last {@link #LINES_LIMIT}, and before them at most {@link #TROUBLES_LIMIT}
 *     warnings and errors, the oldest first
 * @param logBytes size of the whole log
 * @param status as the node told it, JSON or other text; null when it was not asked
 */
public record NodeLog(
        String node,
        List<Line> lines,
        long logBytes,
        @Nullable String status) {

    /** Enough to see how a node ended; the whole log lies beside the page. */
    public static final int LINES_LIMIT = 200;

    /** Of a node that complains all the time, the last complaints say as much as all. */
    public static final int TROUBLES_LIMIT = 300;

    /** How loud a line is. */
    public enum Level {
        PLAIN,
        WARNING,
        ERROR
    }

    /**
     * One line.
     *
     * @param number in the file, from 1
     * @param at what the line says of its time; null when it says nothing that is understood
     * @param text cut at {@link NodeLogReader#LINE_LIMIT} characters
     */
    public record Line(long number, @Nullable Instant at, Level level, String text) {
        public Line {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(text, "text");
        }
    }

    public NodeLog {
        Objects.requireNonNull(node, "node");
        lines = List.copyOf(lines);
    }
}
