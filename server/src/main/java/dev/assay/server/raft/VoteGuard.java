package dev.assay.server.raft;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps this node's promises to elect nobody for a while, which a leader's lease rests on.
 *
 * <p>Ratis 3.3.0 cannot keep them: a follower refuses a candidate for the sake of its leader only
 * in the pre-vote; asked for its vote in a term above its own, it gives it whenever it last heard
 * from the leader, and so it does when it has just been restarted. So the guard stands before every
 * request for a vote that arrives ({@link #beginVote}) and before every one that leaves ({@link
 * #mayStand}, for a candidate that needs others). Threads: any.
 */
public final class VoteGuard {

    /**
     * How long a promise lasts. Below the shortest time after which a follower stands for election
     * by default, so that it seldom delays one.
     */
    public static final Duration PROMISE = Duration.ofMillis(300);

    private final LongSupplier nanoClock;
    private long untilNanos;
    private int votesUnderWay;

    /** A node that starts may have promised before, and has forgotten it: so it promises now. */
    public VoteGuard(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.untilNanos = nanoClock.getAsLong() + PROMISE.toNanos();
    }

    /**
     * Promises from now on.
     *
     * @return false if it cannot, because a vote is being given at this moment
     */
    public synchronized boolean promise() {
        if (votesUnderWay > 0) {
            return false;
        }
        untilNanos = nanoClock.getAsLong() + PROMISE.toNanos();
        return true;
    }

    /** Whether a vote may be given; if so, {@link #endVote} must follow. */
    synchronized boolean beginVote() {
        if (!mayStand()) {
            return false;
        }
        votesUnderWay++;
        return true;
    }

    synchronized void endVote() {
        votesUnderWay--;
    }

    /** Whether this node may ask others for their votes. */
    synchronized boolean mayStand() {
        return nanoClock.getAsLong() - untilNanos >= 0;
    }
}
