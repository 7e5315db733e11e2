package dev.assay.server.read;

import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.VoteGuard;

import java.time.Duration;

/**
 * A leader's right to answer reads without asking, for a short time. A majority promised, after
 * this was asked for, to take part in no election for {@link VoteGuard#PROMISE}.
 *
 * <p>Claim: a leader of term T reads, in this order, that it is in T and ready, its commit index c,
 * the clock, and the members; if the lease is for T and these members and the clock is within
 * {@link #LENGTH} from the asking, then every write that any node acknowledged before all this is
 * at or below c.
 *
 * <p>Why. Let w be such a write, committed by the leader of term U. If U is T or less, see {@link
 * Confirmation}. If U &gt; T, a majority elected the leader of U before now, and shares a member m
 * with the majority that promised. If m is this node, it was in U before it read its term, but it
 * read T. Else m promised, and then said that it was in T: so it took part in no election of U
 * before that, and its guard lets it take part in none until the promise is over. The promise began
 * after the asking and lasts longer than the lease, so that is not yet: a contradiction. A change
 * of members that could elect with another majority comes into this leader's log first, and then
 * the members are others. The moment of the read is when the clock was read: what happens between
 * that and the answer, a pause of an hour too, makes the answer no older than the read.
 *
 * <p>Assumed: no member's clock runs more than a quarter faster than the leader's ({@link
 * #DRIFT_PERCENT}), and the leader's monotonic clock goes on while its process is stopped. A
 * machine that is frozen together with its clocks breaks the second, unless the time of day is set
 * right before the first read; see the README.
 *
 * <p>Pure.
 *
 * @param askedNanos monotonic time before the members were asked
 * @param askedWallMillis time of day, then
 */
record Lease(long term, Configuration voters, long askedNanos, long askedWallMillis) {

    /** How much of a promise is left to clocks that run apart. */
    static final int DRIFT_PERCENT = 20;

    static final Duration LENGTH =
            VoteGuard.PROMISE.multipliedBy(100 - DRIFT_PERCENT).dividedBy(100);

    /** Half-way, and it is time to ask again. */
    static final Duration RENEW_AFTER = LENGTH.dividedBy(2);

    boolean holds(long nanos, long wallMillis) {
        return within(LENGTH, nanos, wallMillis);
    }

    boolean fresh(long nanos, long wallMillis) {
        return within(RENEW_AFTER, nanos, wallMillis);
    }

    private boolean within(Duration length, long nanos, long wallMillis) {
        long elapsed = nanos - askedNanos;
        long elapsedWall = wallMillis - askedWallMillis;
        return elapsed >= 0
                && elapsed < length.toNanos()
                && elapsedWall >= 0
                && elapsedWall <= length.toMillis();
    }
}
