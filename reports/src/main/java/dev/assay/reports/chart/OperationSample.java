package dev.assay.reports.chart;

import dev.assay.checker.verdict.Counterexample;

import java.util.Comparator;
import java.util.List;

/**
 * As many operations of a run as a page can show.
 *
 * @param operations in the order of their invocations
 * @param total how many the run had
 */
public record OperationSample(List<Span> operations, long total) {

    /** What a canvas can draw again and again without a jerk. */
    public static final int LIMIT = 100_000;

    /** The order of the operations. */
    public static final Comparator<Span> BY_INVOCATION = Comparator.comparingLong(
                    (Span span) -> span.operation().invokeNanos())
            .thenComparingLong(span -> span.operation().index());

    public OperationSample {
        operations = List.copyOf(operations);
        if (total < operations.size()) {
            throw new IllegalArgumentException(
                    "total " + total + ": expected " + operations.size() + " or more");
        }
    }

    /** Whether no operation is left out. */
    public boolean isWhole() {
        return operations.size() == total;
    }

    /** A part of it that is chosen in the same way. */
    public OperationSample thinned(int limit, List<Counterexample> evidence) {
        OperationSampler sampler = new OperationSampler(Math.max(2, limit), evidence);
        operations.forEach(sampler::add);
        return new OperationSample(sampler.sample().operations(), total);
    }
}
