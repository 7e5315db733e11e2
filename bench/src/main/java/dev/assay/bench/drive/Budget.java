package dev.assay.bench.drive;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;

/** How many requests may still be sent, by all threads together, and until when. Thread-safe. */
final class Budget {
    private final AtomicLong left;
    private final long endNanos;
    private volatile boolean stopped;

    Budget(@Nullable Long requests, @Nullable Long endNanos) {
        this.left = new AtomicLong(requests == null ? Long.MAX_VALUE : requests);
        this.endNanos = endNanos == null ? Long.MAX_VALUE : endNanos;
    }

    /** Takes up to so many; 0 when the load is over. */
    int take(int wanted, long nowNanos) {
        if (stopped || nowNanos >= endNanos) {
            return 0;
        }
        long before = left.getAndAdd(-wanted);
        return (int) Math.max(0, Math.min(wanted, before));
    }

    /** Whether a request that is due at a time still belongs to the load. */
    boolean includes(long dueNanos) {
        return !stopped && dueNanos < endNanos && left.get() > 0;
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    long endNanos() {
        return endNanos;
    }
}
