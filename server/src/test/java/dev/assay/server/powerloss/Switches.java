package dev.assay.server.powerloss;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is wrong with the disk and the clock of this JVM, and how often it was met. All off
 * unless {@link SeamAgent} puts something on.
 */
public final class Switches {

    /** Only files below this one are on the bad disk. */
    public static volatile String disk = "";

    public static volatile long forceDelayMillis;
    public static volatile boolean forceFails;
    public static volatile boolean diskFull;
    public static volatile long clockOffsetMillis;

    public static final AtomicLong FORCES_DELAYED = new AtomicLong();
    public static final AtomicLong FORCES_FAILED = new AtomicLong();
    public static final AtomicLong WRITES_REFUSED = new AtomicLong();
    public static final AtomicLong CLOCK_READ = new AtomicLong();

    private Switches() {}

    private static boolean onDisk(String path) {
        return path != null && !disk.isEmpty() && path.startsWith(disk);
    }

    /** Before bytes are written. */
    static void write(String path) throws IOException {
        if (diskFull && onDisk(path)) {
            WRITES_REFUSED.incrementAndGet();
            throw new IOException("No space left on device (" + path + ")");
        }
    }

    /** Before bytes are forced. */
    public static void force(String path) throws IOException {
        if (!onDisk(path)) {
            return;
        }
        long delay = forceDelayMillis;
        if (delay > 0) {
            FORCES_DELAYED.incrementAndGet();
            try {
                TimeUnit.MILLISECONDS.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (forceFails) {
            FORCES_FAILED.incrementAndGet();
            throw new IOException("Input/output error (" + path + ")");
        }
    }

    /** How much a wall clock is wrong. */
    public static long clockOffset() {
        CLOCK_READ.incrementAndGet();
        return clockOffsetMillis;
    }

    /** The same clock, wrong. */
    public static LongSupplier wrong(LongSupplier clock) {
        return () -> clock.getAsLong() + clockOffset();
    }
}
