package dev.assay.server.write;

import java.time.Duration;

/** The limits of the write path, each with its reason. */
public final class WriteLimits {

    /** Clients (Jedis) give up after 2 s; the answer that says TIMEOUT must come before. */
    public static final Duration DEADLINE = Duration.ofMillis(1_800);

    /** Twice what 1,000 connections with 16 commands each have under way. */
    static final int QUEUED_OPERATIONS_MAX = 32_768;

    /** Beyond that a burst of large values would fill the heap; refused with TRYAGAIN. */
    static final long QUEUED_BYTES_MAX = 128L * 1024 * 1024;

    /** One entry is one write to disk and one frame to each follower; it should stay short. */
    static final int ENTRY_OPERATIONS_MAX = 4_096;

    /** An entry takes no further operation beyond this. */
    static final int ENTRY_BYTES_MAX = 1024 * 1024;

    /** An operation alone; Ratis takes no entry over its 4 MB of appender buffer. */
    public static final int OPERATION_BYTES_MAX = 3 * 1024 * 1024;

    /** How often an operation may hear "not the leader" before its client does. */
    static final int REFUSALS_MAX = 3;

    /** After a refusal the new leader is not known yet; asking at once would be in vain. */
    static final Duration REFUSAL_PAUSE = Duration.ofMillis(50);

    /**
     * After a shipment the next one waits for the clients that it answered at most this part of the
     * time that it took.
     */
    static final int GATHERING_PART = 4;

    /** And never longer than this, however slow the shipment was. */
    static final Duration GATHERING_MAX = Duration.ofMillis(1);

    private WriteLimits() {}
}
