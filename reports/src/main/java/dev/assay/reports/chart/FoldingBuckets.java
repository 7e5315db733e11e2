package dev.assay.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Buckets of equal width over a time that is not known in advance. When there would be too many,
 * each pair becomes one of twice the width, so that a run of any length fits the same memory and
 * the same page.
 *
 * @param <B> a bucket, which the caller adds to
 */
final class FoldingBuckets<B> {

    /** About as many points as a chart has pixels. */
    static final int LIMIT = 1000;

    /** Width to begin with: fine enough to see an election, wide enough to hold some operations. */
    static final long FIRST_WIDTH_NANOS = 250_000_000;

    private final Supplier<B> fresh;
    private final BinaryOperator<B> merge;
    private final List<B> buckets = new ArrayList<>();
    private final int limit;
    private long widthNanos;

    /**
     * @param fresh makes an empty bucket
     * @param merge makes one of two neighbours; may change and return the first
     */
    FoldingBuckets(Supplier<B> fresh, BinaryOperator<B> merge) {
        this(FIRST_WIDTH_NANOS, LIMIT, fresh, merge);
    }

    /** The same with a width to begin with and a limit of one's own. */
    FoldingBuckets(long firstWidthNanos, int limit, Supplier<B> fresh, BinaryOperator<B> merge) {
        this.widthNanos = firstWidthNanos;
        this.limit = limit;
        this.fresh = fresh;
        this.merge = merge;
    }

    /** The bucket that a time falls in; times before the start fall in the first. */
    B at(long timeNanos) {
        long time = Math.max(0, timeNanos);
        while (time / widthNanos >= limit) {
            fold();
        }
        int index = (int) (time / widthNanos);
        while (buckets.size() <= index) {
            buckets.add(fresh.get());
        }
        return buckets.get(index);
    }

    /** Makes the buckets at least this wide, for data that comes in intervals of its own. */
    void widenTo(long nanos) {
        while (widthNanos < nanos && widthNanos < Long.MAX_VALUE / 2) {
            fold();
        }
    }

    private void fold() {
        List<B> folded = new ArrayList<>(buckets.size() / 2 + 1);
        for (int i = 0; i < buckets.size(); i += 2) {
            B first = buckets.get(i);
            folded.add(i + 1 < buckets.size() ? merge.apply(first, buckets.get(i + 1)) : first);
        }
        buckets.clear();
        buckets.addAll(folded);
        widthNanos *= 2;
    }

    long widthNanos() {
        return widthNanos;
    }

    /** From the start of the run on, without gaps. */
    List<B> buckets() {
        return buckets;
    }
}
