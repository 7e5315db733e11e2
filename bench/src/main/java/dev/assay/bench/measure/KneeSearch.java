package dev.assay.bench.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for the highest rate at which a system still answers in time: doubles the rate until it does
 * not, then halves the gap. Pure; one thread.
 *
 * <pre>{@code
 * while (search.unfinished()) {
 *     double rate = search.rate();
 *     search.tried(rate, isGood(measureAt(rate)));
 * }
 * }</pre>
 */
public final class KneeSearch {
    /** A gap of 5 % between good and bad is as fine as repeats are. */
    private static final double CLOSE = 1.05;
    /** Twenty doublings are a million; what does not end by then never does. */
    static final int STEPS_MAX = 40;

    private static final double DOUBLE = 2;

    private double good;
    private double bad = Double.POSITIVE_INFINITY;
    private double next;
    private final List<Double> tried = new ArrayList<>();

    /** @param first rate to try, in requests per second */
    public KneeSearch(double first) {
        if (!(first > 0)) {
            throw new IllegalArgumentException("first rate " + first + ", expected more than 0");
        }
        this.next = first;
    }

    public boolean unfinished() {
        return tried.size() < STEPS_MAX && next >= 1 && bad > good * CLOSE;
    }

    /** The rate to try next. */
    public double rate() {
        return next;
    }

    /** Tells what came of a rate. */
    public void tried(double rate, boolean wasGood) {
        tried.add(rate);
        if (wasGood) {
            good = Math.max(good, rate);
        } else {
            bad = Math.min(bad, rate);
        }
        if (Double.isInfinite(bad)) {
            next = good * DOUBLE;
        } else if (good == 0) {
            next = bad / DOUBLE;
        } else {
            next = Math.sqrt(good * bad);
        }
    }

    /** The highest good rate; 0 when there was none. */
    public double best() {
        return good;
    }
}
