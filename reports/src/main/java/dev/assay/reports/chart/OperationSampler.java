package dev.assay.reports.chart;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Chooses an {@link OperationSample} in one pass and in memory that its limit bounds: first the
 * operations on keys that failed, those nearest to the failure, in up to half of the room; then
 * those whose outcome is unknown, which matter to every search; then others, drawn evenly. The same
 * history gives the same sample.
 */
public final class OperationSampler {

    /** Longer than any run, in nanoseconds; priorities below are distances in time. */
    private static final long DRAWN = 1L << 61;

    private record Ranked(long rank, Span span) {}

    private static final Comparator<Ranked> WORST_FIRST =
            Comparator.comparingLong(Ranked::rank).reversed();

    private final int limit;
    private final Map<String, Long> failures = new HashMap<>();
    private final PriorityQueue<Ranked> near = new PriorityQueue<>(WORST_FIRST);
    private final PriorityQueue<Ranked> others = new PriorityQueue<>(WORST_FIRST);
    private long total;

    public OperationSampler(int limit, List<Counterexample> evidence) {
        if (limit < 2) {
            throw new IllegalArgumentException("limit " + limit + ": expected 2 or more");
        }
        this.limit = limit;
        for (Counterexample each : evidence) {
            failures.putIfAbsent(String.valueOf(each.key()), each.offending().invokeNanos());
        }
    }

    public void add(Span span) {
        total++;
        Operation operation = span.operation();
        Long failure = failures.get(String.valueOf(operation.key()));
        if (failure == null) {
            keep(others, new Ranked(drawn(operation), span));
            return;
        }
        near.add(new Ranked(Math.abs(operation.invokeNanos() - failure), span));
        if (near.size() > limit / 2) {
            Span far = near.remove().span();
            keep(others, new Ranked(drawn(far.operation()), far));
        }
    }

    private void keep(PriorityQueue<Ranked> queue, Ranked ranked) {
        if (queue.size() + near.size() >= limit) {
            Ranked worst = queue.peek();
            if (worst == null || worst.rank() <= ranked.rank()) {
                return;
            }
        }
        queue.add(ranked);
        while (queue.size() + near.size() > limit && !queue.isEmpty()) {
            queue.remove();
        }
    }

    private static long drawn(Operation operation) {
        // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): even, and the same each time.
        long mixed = (operation.index() + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        long even = (mixed ^ (mixed >>> 31)) >>> 4;
        return operation.outcome() == EventType.INFO ? even : DRAWN + even;
    }

    public OperationSample sample() {
        while (near.size() + others.size() > limit && !others.isEmpty()) {
            others.remove();
        }
        List<Span> chosen = new ArrayList<>(near.size() + others.size());
        near.forEach(ranked -> chosen.add(ranked.span()));
        others.forEach(ranked -> chosen.add(ranked.span()));
        chosen.sort(OperationSample.BY_INVOCATION);
        return new OperationSample(chosen, total);
    }
}
