package dev.assay.reports.chart;

import dev.assay.checker.history.EventType;

import java.util.Objects;

/**
 * Operations that ended with the same error.
 *
 * @param outcome fail or info
 * @param error as recorded, at most {@link #TEXT_LIMIT} characters
 */
public record ErrorCount(String f, EventType outcome, String error, long count) {

    /** Errors that differ only after this are counted as one. */
    public static final int TEXT_LIMIT = 160;

    public ErrorCount {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(error, "error");
    }
}
