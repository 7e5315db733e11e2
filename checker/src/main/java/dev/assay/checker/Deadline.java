package dev.assay.checker;

import dev.assay.checker.engine.Limit;

import java.util.function.LongSupplier;

/** The limit that comes with a clock, and that can be called off from another thread. */
final class Deadline implements Limit {

    private final LongSupplier nanoClock;
    private final long endNanos;
    private final long bytes;
    private volatile boolean calledOff;

    Deadline(LongSupplier nanoClock, long nanos, long bytes) {
        this.nanoClock = nanoClock;
        this.endNanos = nanoClock.getAsLong() + nanos;
        this.bytes = bytes;
    }

    @Override
    public boolean exhausted() {
        return calledOff || nanoClock.getAsLong() - endNanos >= 0;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** The same end, for each of several that go on at the same time. */
    Limit sharedBy(int workers) {
        Deadline whole = this;
        return new Limit() {
            @Override
            public boolean exhausted() {
                return whole.exhausted();
            }

            @Override
            public long bytes() {
                return bytes / workers;
            }
        };
    }

    void callOff() {
        calledOff = true;
    }

    boolean isCalledOff() {
        return calledOff;
    }
}
