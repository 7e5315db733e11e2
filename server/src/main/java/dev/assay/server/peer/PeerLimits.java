package dev.assay.server.peer;

import java.time.Duration;

/** The limits of a peer link, each with its reason. */
public final class PeerLimits {

    /** A forward of full size and the replies to it fit; more is not a frame of ours. */
    public static final int FRAME_BYTES_MAX = 32 * 1024 * 1024;

    /** A node has a handful of requests under way; more means that answers stay away. */
    static final int IN_FLIGHT_MAX = 1_024;

    /** Connecting and upgrading on one host or one rack takes a millisecond. */
    static final Duration CONNECT_DEADLINE = Duration.ofMillis(500);

    /** The pause after a failed attempt doubles from the first to the second. */
    static final Duration BACKOFF_MIN = Duration.ofMillis(20);

    static final Duration BACKOFF_MAX = Duration.ofMillis(500);

    private PeerLimits() {}
}
