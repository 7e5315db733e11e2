package dev.assay.reports.chart;

import dev.assay.checker.history.Operation;

import java.util.Objects;

/**
 * An operation and when its client was done with it, which for an unknown outcome is before {@link
 * Operation#returnNanos}.
 *
 * @param endNanos when it was answered or given up; the last moment of the history when it was
 *     neither
 */
public record Span(Operation operation, long endNanos) {

    public Span {
        Objects.requireNonNull(operation, "operation");
        if (endNanos < operation.invokeNanos()) {
            throw new IllegalArgumentException("span ends at " + endNanos
                    + " ns, before its start at " + operation.invokeNanos() + " ns");
        }
    }
}
