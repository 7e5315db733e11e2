package dev.assay.bench.record;

/**
 * Nanoseconds since the start of a run, from one JVM's {@code System.nanoTime}: never goes back, says
 * nothing about the time of day. The one place where the run's time comes from.
 */
@FunctionalInterface
public interface Clock {
    long nanos();

    /** A clock that starts now. */
    static Clock startingNow() {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start;
    }
}
