package dev.assay.server.write;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time that this node's entries carry if it leads, in milliseconds since 1970. It never goes
 * back behind what it said or what the log holds, and it goes on at the pace of the monotonic clock
 * when the wall clock is set back: a key that ends in ten seconds does. Confined to the event loop.
 */
public final class LogClock implements LongSupplier {

    private final LongSupplier wallMillis;
    private final LongSupplier nanoClock;
    private final LongSupplier appliedMillis;
    private long lastMillis;
    private long lastNanos;

    /**
     * @param appliedMillis the largest time of an applied entry
     */
    public LogClock(LongSupplier wallMillis, LongSupplier nanoClock, LongSupplier appliedMillis) {
        this.wallMillis = wallMillis;
        this.nanoClock = nanoClock;
        this.appliedMillis = appliedMillis;
        this.lastNanos = nanoClock.getAsLong();
    }

    @Override
    public long getAsLong() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - lastNanos);
        long now = Math.max(
                wallMillis.getAsLong(), Math.max(lastMillis + elapsed, appliedMillis.getAsLong()));
        lastMillis = now;
        // What is less than a millisecond counts the next time.
        lastNanos += TimeUnit.MILLISECONDS.toNanos(elapsed);
        return now;
    }
}
