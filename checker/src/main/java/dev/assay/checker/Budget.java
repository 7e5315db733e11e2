package dev.assay.checker;

import java.time.Duration;
import java.util.Objects;

/**
 * What a check may use; beyond it the verdict is unknown.
 *
 * @param time wall time for the whole check, evidence included
 * @param bytes memory for what the engines hold at a time, on all cores together; what the heap
 *     cannot give is not used either
 */
public record Budget(Duration time, long bytes) {

    /** A minute and two gibibytes: enough for what a run of some minutes leaves. */
    public static final Budget DEFAULT = new Budget(Duration.ofSeconds(60), 2L << 30);

    public Budget {
        Objects.requireNonNull(time, "time");
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time " + time + ": expected more than none");
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes " + bytes + ": expected 1 or more");
        }
    }

    /** The same memory for another time. */
    public Budget withTime(Duration other) {
        return new Budget(other, bytes);
    }
}
