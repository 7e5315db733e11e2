package dev.assay.chaos.toxiproxy.toxic;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/**
 * The place of one toxic in one link, as its {@link Pipe} sees it. All calls on the link's event
 * loop; none of them blocks.
 */
public interface Flow {

    /** The next chunk that waits, now owned by the caller, or null. */
    @Nullable
    Chunk poll();

    /** True once the source has ended and no chunk waits any more. */
    boolean ended();

    /** Sends a chunk on. After {@link #close} it is discarded instead. */
    void emit(Chunk chunk);

    /** Drops a chunk on the floor; its bytes are counted as dropped. */
    void discard(Chunk chunk);

    /**
     * Ends the output: what was emitted is still delivered, what waits here or before is discarded,
     * and nothing more is read from the source. Idempotent.
     */
    void close();

    /** Ends the whole connection at once with a reset (RST) to both its ends. Idempotent. */
    void reset();

    /**
     * Runs the task after a delay. There is one timer for a pipe: a second call replaces the first,
     * and an interruption or a close cancels it. Delays below zero count as zero.
     */
    void after(long delayNanos, Runnable task);

    /** The clock that {@link Chunk#arrivalNanos} and {@link #after} go by. */
    long nanoTime();

    /** Seeded chance of this toxic on this link. */
    RandomGenerator random();

    /** Bytes passed so far under a data limit; kept when the limit is changed. */
    long limitedBytes();

    /** Adds to {@link #limitedBytes}. */
    void countLimited(long bytes);
}
