package dev.assay.server.resp;

/** The limits of the Redis door, each with its reason. */
public final class RespLimits {

    /** As in Redis. */
    static final int INLINE_BYTES_MAX = 64 * 1024;

    /** Digits of a count or length with its sign and line end; more is not a number. */
    static final int NUMBER_LINE_BYTES_MAX = 32;

    /** A value must fit into a log entry with room to spare. */
    static final int BULK_BYTES_MAX = 2 * 1024 * 1024;

    /** A whole command must fit into a log entry (write.WriteLimits). */
    static final int COMMAND_BYTES_MAX = 2 * 1024 * 1024 + 512 * 1024;

    /** What each argument costs besides its bytes, in the log and here. */
    static final int ARGUMENT_COST_BYTES = Integer.BYTES;

    /** Enough for MSET of ten thousand pairs; never allocated ahead. */
    static final int ARGUMENTS_MAX = 64 * 1024;

    /** Replies that a client does not take pile up to here, then its commands wait. */
    static final int UNSENT_BYTES_MAX = 8 * 1024 * 1024;

    private RespLimits() {}
}
