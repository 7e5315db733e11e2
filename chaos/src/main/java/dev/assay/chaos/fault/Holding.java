package dev.assay.chaos.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The time that a fault is to last, which ends early when the run does. Used by one thread.
 *
 * @param over whether the run needs no more faults, as when a control has been caught
 */
public record Holding(long endNanos, BooleanSupplier over) {

    /** How late an early end may be noticed. */
    private static final long LOOK_MS = 50;

    /** From now on. */
    public static Holding of(Duration length, BooleanSupplier over) {
        return new Holding(System.nanoTime() + length.toNanos(), over);
    }

    /** What is left; not negative. */
    public Duration left() {
        return over.getAsBoolean()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Sleeps for so long, or until the time is over. */
    public void sleep(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        long rest;
        while (!left().isZero() && (rest = end - System.nanoTime()) > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(rest, TimeUnit.MILLISECONDS.toNanos(LOOK_MS)));
        }
    }
}
