package dev.assay.bench.load;

/**
 * Requests at a constant rate, counted from when each was meant to start, so that a stall makes the
 * requests behind it late instead of fewer. Pure: times come in as arguments. Not thread-safe.
 *
 * <p>A backlog is caught up, but no longer one than {@link #BACKLOG_MAX_NANOS}: a client that waited
 * for seconds must not fire hundreds of requests at a cluster that has just healed.
 */
public final class Pacer {
    /** How far the schedule may lag behind before what was due earlier is given up. */
    public static final long BACKLOG_MAX_NANOS = 500_000_000L;

    private final long intervalNanos;
    private long nextNanos;

    /**
     * @param intervalNanos between two requests; 0 for a closed loop, in which one is due as soon as the
     *     former was answered
     * @param firstNanos when the first is due
     */
    public Pacer(long intervalNanos, long firstNanos) {
        if (intervalNanos < 0) {
            throw new IllegalArgumentException(
                    "interval " + intervalNanos + " ns, expected 0 or more");
        }
        this.intervalNanos = intervalNanos;
        this.nextNanos = firstNanos;
    }

    /** When the next request was meant to start; may be in the past. */
    public long next(long nowNanos) {
        if (intervalNanos == 0) {
            return nowNanos;
        }
        nextNanos = Math.max(nextNanos, nowNanos - BACKLOG_MAX_NANOS);
        long intended = nextNanos;
        nextNanos += intervalNanos;
        return intended;
    }
}
