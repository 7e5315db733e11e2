package dev.assay.server.read;

import java.time.Duration;

/** The limits of the read path, each with its reason. */
final class ReadLimits {

    /** As for writes: before clients give up. */
    static final Duration DEADLINE = Duration.ofMillis(1_800);

    /** A peer that does not answer within this is asked again, on a new connection. */
    static final Duration ASK_DEADLINE = Duration.ofMillis(500);

    /** Rounds that may be under way at once; what arrives meanwhile shares the next. */
    static final int ROUNDS_MAX = 4;

    /** After a round in vain; the next would meet the same silence. */
    static final Duration RETRY_PAUSE = Duration.ofMillis(20);

    /** Reads that may wait at once, beyond which they are refused. */
    static final int WAITING_MAX = 32_768;

    private ReadLimits() {}
}
