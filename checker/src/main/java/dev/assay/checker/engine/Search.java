package dev.assay.checker.engine;

/**
 * Looks for a legal order, depth first (Wing and Gong 1993), never twice from the same
 * configuration (Lowe 2017).
 *
 * <p>A configuration is: the first return whose operation is not placed, which of the operations
 * open at that moment are placed, and the state. All that returned before is placed, nothing invoked
 * after it is, so these say the same as Lowe's bitset of all placed operations, in a few words.
 *
 * <p>Some rules leave out orders without leaving out verdicts:
 *
 * <ul>
 *   <li><b>Reads at once.</b> A read-only operation that is legal now is placed now: it changes
 *       nothing for the others, and what had to come before it is placed already.
 *   <li><b>Unknown ones in order.</b> Of two optional operations that do the same, the one invoked
 *       first is used first.
 *   <li><b>Unknown ones for a purpose.</b> An optional operation is not placed if the next one
 *       would have led to the same state without it, and no other is absorbed by it (see below):
 *       the order without it can do all that this one can, and more.
 *   <li><b>Unseen ones afterwards.</b> A write that nobody sees before a blind write (always legal,
 *       and overwriting) comes is not placed: it stays open, and when its return comes it is
 *       <em>absorbed</em>, put right before the last blind write, where it makes no difference.
 *       That keeps real time if nothing placed since has returned before it was invoked. In turn
 *       no blind write is placed right behind a write that was open together with it.
 *   <li><b>Of equals the one that returns first.</b> Of open operations that do the same, another
 *       is not placed: exchange the two in any legal order, and see. Not where there are blind
 *       writes, since which of two is absorbed is not the same.
 *   <li><b>No dead ends.</b> See {@link Steps#hopeless} and {@link Outlook}.
 * </ul>
 *
 * <p>Where operations say at which index of the system's log they took effect, that order is tried
 * first: see {@link LogOrder}.
 */
final class Search {

    /** How often the limit is asked: some 10 microseconds apart. */
    private static final int STEPS_BETWEEN_LIMIT_CHECKS = 256;

    private static final int NONE = -1;

    /** The candidate that stands for absorbing the operation whose return comes first. */
    private static final int ABSORB = -2;

    private final Timeline<?> timeline;
    private final Steps steps;
    private final Limit limit;
    private final Placement placed;
    private final Outlook outlook;
    private int furthestReturn;

    Search(Timeline<?> timeline, Steps steps, Limit limit) {
        this.timeline = timeline;
        this.steps = steps;
        this.limit = limit;
        this.placed = new Placement(timeline, steps);
        this.outlook = new Outlook(timeline, steps, placed);
    }

    Decision run() {
        if (timeline.raftIndex != null && new LogOrder(timeline, steps, placed).holds()) {
            return new Decision.Linearizable(
                    timeline.operations(placed.order()), placed.bytes() + steps.bytes());
        }
        Memo memo = new Memo(placed.key().length, limit.bytes() - placed.bytes());
        long stepsLeft = limit.steps();
        placeReads();
        int candidate = firstCandidate();
        while (!placed.complete()) {
            if (stepsLeft-- % STEPS_BETWEEN_LIMIT_CHECKS == 0
                    && (stepsLeft < 0 || limit.exhausted())) {
                return undecided(stepsLeft < 0 ? Decision.Cause.STEPS : Decision.Cause.TIME, memo);
            }
            if (candidate == NONE) {
                if (!placed.takeBackChoice()) {
                    return new Decision.NotLinearizable(usedBytes(memo));
                }
                candidate =
                        nextCandidate(placed.lastWasAbsorbed() ? ABSORB : placed.lastTakenBack());
            } else if (!tryCandidate(candidate)) {
                candidate = nextCandidate(candidate);
            } else if (!memo.hasRoom(placed.key()) || soonFull(memo)) {
                return undecided(Decision.Cause.MEMORY, memo);
            } else {
                candidate = memo.add(placed.key()) ? firstCandidate() : NONE;
            }
        }
        return new Decision.Linearizable(timeline.operations(placed.order()), usedBytes(memo));
    }

    /** The positions in their order, after {@link #run} has found one. */
    int[] order() {
        return placed.order();
    }

    /** Places the candidate and all reads that are legal then, unless that is useless. */
    private boolean tryCandidate(int candidate) {
        if (candidate == ABSORB) {
            placed.absorb(placed.firstOpen());
        } else if (!tryPlacing(candidate)) {
            return false;
        }
        placeReads();
        if (outlook.missesNextRead()) {
            placed.takeBackChoice();
            return false;
        }
        return true;
    }

    private boolean tryPlacing(int op) {
        int before = placed.state();
        int after = steps.step(op, before);
        if (after == Steps.ILLEGAL || changesNothing(op, before, after) || isPointless(op, after)) {
            return false;
        }
        placed.choose(op, after);
        if (steps.hopeless(before, after)) {
            placed.takeBackChoice();
            return false;
        }
        return true;
    }

    private boolean changesNothing(int op, int before, int after) {
        return timeline.optional(op) && after == before && !placed.helpsToAbsorb(op);
    }

    /** Whether the operation placed last should rather not have been placed before this one. */
    private boolean isPointless(int op, int after) {
        int last = placed.unseen();
        if (last == NONE) {
            return false;
        }
        boolean inVain = timeline.optional(last)
                && steps.step(op, placed.stateBeforeUnseen()) == after
                && !(placed.isBlind(last) && placed.mayAbsorbOtherThan(op));
        return inVain || isAbsorbedBy(last, op);
    }

    private boolean isAbsorbedBy(int last, int op) {
        return placed.isAbsorbable(last)
                && placed.isBlind(op)
                && timeline.call[op] < timeline.ret[last];
    }

    private void placeReads() {
        placed.placeReads();
        furthestReturn = Math.max(furthestReturn, placed.firstReturn());
    }

    // Candidates: the operation whose return comes first, absorbing it, the other open ones in the
    // order of invocation, then the optional ones.

    private int firstCandidate() {
        return placed.complete() ? NONE : placed.firstOpen();
    }

    private int nextCandidate(int candidate) {
        int next = candidateAfter(candidate);
        while (next >= 0 && placed.hasEqualToPlaceBefore(next)) {
            next = candidateAfter(next);
        }
        return next;
    }

    private int candidateAfter(int candidate) {
        int first = placed.firstOpen();
        if (candidate == first && placed.canAbsorb(first)) {
            return ABSORB;
        }
        if (candidate >= 0 && timeline.optional(candidate)) {
            return placed.optionalAfter(candidate);
        }
        int next = candidate == first || candidate == ABSORB
                ? placed.firstUnplaced()
                : placed.unplacedAfter(candidate);
        if (next == first) {
            next = placed.unplacedAfter(next);
        }
        return placed.isOpen(next) ? next : placed.firstOptional();
    }

    private Decision undecided(Decision.Cause cause, Memo memo) {
        return new Decision.Undecided(cause, "", furthestReturn, usedBytes(memo));
    }

    private boolean soonFull(Memo memo) {
        return memo.bytes() + steps.bytesSoon() + placed.bytes() > limit.bytes();
    }

    private long usedBytes(Memo memo) {
        return memo.bytes() + steps.bytes() + placed.bytes();
    }
}
