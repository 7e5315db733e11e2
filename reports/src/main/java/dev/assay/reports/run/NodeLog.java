package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * What a node said: the end of its log, and its last status.
 *
 * @param node its name
 * @param lastLines at most {@link #LINES_LIMIT}, the oldest first
 * @param logBytes size of the whole log
 * @param status as the node told it, JSON or other text; null when it was not asked
 */
public record NodeLog(
        String node,
        List<String> lastLines,
        long logBytes,
        @Nullable String status) {

    /** Enough to see how a node ended; the whole log lies beside the page. */
    public static final int LINES_LIMIT = 200;

    public NodeLog {
        Objects.requireNonNull(node, "node");
        lastLines = List.copyOf(lastLines);
    }
}
