package dev.assay.checker.engine;

import java.util.Arrays;

/**
 * What the search has placed so far, and how to take it back: the stack, the operations that are
 * not placed yet, and the key of the configuration. For one thread.
 */
final class Placement {

    private static final int NONE = -1;
    private static final int STACK_MIN = 64;

    /** Four arrays of a stack, nine of operations, rounded up. */
    private static final long BYTES_AN_OPERATION = 56;

    /** How an operation came to be placed. */
    private static final byte READ = 0;

    private static final byte CHOSEN = 1;
    private static final byte ABSORBED = 2;

    private final Timeline<?> timeline;
    private final Steps steps;

    /** Operations that must be placed, by return; those that may be, by invocation. */
    private final int[] returns;

    private final int[] optional;
    private final int[] sameKindBefore;

    /** Of one that must be placed, the last with the same effect that returned before it. */
    private final int[] sameKindReturnedBefore;

    /** Unplaced mandatory operations in the order of invocation, linked; the last is the head. */
    private final int[] next;

    private final int[] previous;
    private final int head;

    /** Operations that are open at the same time have a bit each; the optional ones for ever. */
    private final int[] bit;

    private final boolean[] isPlaced;
    private final boolean[] absorbable;
    private final boolean absorbs;
    private final int maskWords;
    private final long[] key;

    private int[] op;
    private int[] stateBefore;
    private int[] firstReturnBefore;
    private int[] absorbRankBefore;
    private byte[] how;
    private int depth;

    private int state;
    private int firstReturn;

    /**
     * The first return among the last blind write and all that was placed behind it. What was
     * invoked before that rank may still be put before that blind write.
     */
    private int absorbRank = NONE;

    private int lastTakenBack = NONE;
    private boolean lastWasAbsorbed;

    Placement(Timeline<?> timeline, Steps steps) {
        this.timeline = timeline;
        this.steps = steps;
        int count = timeline.size();
        this.returns = timeline.returns();
        this.optional = new int[count - returns.length];
        this.sameKindBefore = new int[optional.length];
        this.head = count;
        this.next = new int[count + 1];
        this.previous = new int[count + 1];
        link();
        this.bit = new int[count];
        this.maskWords = (assignBits() + Long.SIZE - 1) / Long.SIZE;
        this.isPlaced = new boolean[count];
        this.absorbable = new boolean[count];
        this.absorbs = findAbsorbable();
        this.sameKindReturnedBefore = absorbs ? new int[0] : linkKinds(count);
        this.key = new long[maskWords + keyWordsBesideMask()];
        int stack = Math.min(count, STACK_MIN);
        this.op = new int[stack];
        this.stateBefore = new int[stack];
        this.firstReturnBefore = new int[stack];
        this.absorbRankBefore = new int[stack];
        this.how = new byte[stack];
        this.state = steps.initial();
    }

    /** Whether all that must be placed is. */
    boolean complete() {
        return firstReturn == returns.length;
    }

    int state() {
        return state;
    }

    /** So many operations, in the order of their returns, are placed for sure. */
    int firstReturn() {
        return firstReturn;
    }

    /** The unplaced operation whose return comes first. */
    int firstOpen() {
        return returns[firstReturn];
    }

    /** The mandatory operation with that many returns before its own. */
    int returning(int position) {
        return returns[position];
    }

    int returnCount() {
        return returns.length;
    }

    boolean isPlaced(int operation) {
        return isPlaced[operation];
    }

    /** The unplaced mandatory operation that was invoked first, or the {@linkplain #isHead end}. */
    int firstUnplaced() {
        return next[head];
    }

    int unplacedAfter(int operation) {
        return next[operation];
    }

    boolean isHead(int operation) {
        return operation == head;
    }

    /** Whether it may be placed next: nothing that is not placed came before it. */
    boolean isOpen(int operation) {
        return operation != head && !complete() && timeline.call[operation] < openUntil();
    }

    /** The rank of the first return: what was invoked before is open. */
    int openUntil() {
        return timeline.ret[returns[firstReturn]];
    }

    int firstOptional() {
        return optionalFrom(0);
    }

    int optionalAfter(int operation) {
        return optionalFrom(bit[operation] + 1);
    }

    private int optionalFrom(int position) {
        int now = openUntil();
        for (int i = position; i < optional.length && timeline.call[optional[i]] < now; i++) {
            boolean isNext = sameKindBefore[i] == NONE || isPlaced[sameKindBefore[i]];
            if (isNext && !isPlaced[optional[i]]) {
                return optional[i];
            }
        }
        return NONE;
    }

    int[] optional() {
        return optional;
    }

    boolean isBlind(int operation) {
        return steps.overwrites(operation) && steps.alwaysLegal(operation);
    }

    /** Whether it may have come right before the last blind write. */
    boolean canAbsorb(int operation) {
        return absorbable[operation] && timeline.call[operation] < absorbRank;
    }

    /** Whether a blind write, placed now, could absorb an open operation that none before could. */
    boolean helpsToAbsorb(int operation) {
        return isBlind(operation) && absorbsMore(operation, absorbRank, openUntil());
    }

    /** Whether an open operation, other than this, may yet be absorbed. */
    boolean mayAbsorbOtherThan(int operation) {
        return absorbsMore(operation, NONE, openUntil());
    }

    private boolean absorbsMore(int except, int rankBefore, int openUntil) {
        for (int i = next[head]; i != head && timeline.call[i] < openUntil; i = next[i]) {
            if (absorbable[i] && i != except && timeline.call[i] >= rankBefore) {
                return true;
            }
        }
        return false;
    }

    /**
     * The operation placed last, if it was chosen and no read was placed behind it; else NONE (-1).
     */
    int unseen() {
        return depth == 0 || how[depth - 1] != CHOSEN ? NONE : op[depth - 1];
    }

    int stateBeforeUnseen() {
        return stateBefore[depth - 1];
    }

    /** Whether another one that does the same may be placed now and returns before this one. */
    boolean hasEqualToPlaceBefore(int operation) {
        if (absorbs) {
            return false;
        }
        if (timeline.optional(operation)) {
            int kind = steps.kind(operation);
            for (int i = next[head]; isOpen(i); i = next[i]) {
                if (steps.kind(i) == kind) {
                    return true;
                }
            }
            return false;
        }
        // What returned before the operation was invoked is placed, or it could not be now.
        for (int equal = sameKindReturnedBefore[operation];
                equal != NONE && timeline.ret[equal] > timeline.call[operation];
                equal = sameKindReturnedBefore[equal]) {
            if (!isPlaced[equal] && isOpen(equal)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may be absorbed by a blind write that is open together with it. */
    boolean isAbsorbable(int operation) {
        return absorbable[operation];
    }

    // Placing and taking back are inverse.

    void choose(int operation, int after) {
        push(operation, CHOSEN);
        int returns = timeline.ret[operation];
        absorbRank = isBlind(operation) ? returns : Math.min(absorbRank, returns);
        state = after;
        enter(operation);
    }

    void absorb(int operation) {
        push(operation, ABSORBED);
        enter(operation);
    }

    /** Places what reads and is legal now: it changes nothing, and what had to come before is placed. */
    void placeReads() {
        for (int operation = firstUnplaced();
                isOpen(operation);
                operation = unplacedAfter(operation)) {
            if (steps.readOnly(operation) && steps.step(operation, state) == state) {
                placeRead(operation);
            }
        }
    }

    private void placeRead(int operation) {
        push(operation, READ);
        absorbRank = Math.min(absorbRank, timeline.ret[operation]);
        enter(operation);
    }

    /** Undoes up to and including the last choice; false if there was none. */
    boolean takeBackChoice() {
        while (depth > 0) {
            byte placedHow = how[depth - 1];
            takeBack();
            if (placedHow != READ) {
                lastWasAbsorbed = placedHow == ABSORBED;
                return true;
            }
        }
        return false;
    }

    void takeBackAll() {
        while (depth > 0) {
            takeBack();
        }
    }

    int lastTakenBack() {
        return lastTakenBack;
    }

    boolean lastWasAbsorbed() {
        return lastWasAbsorbed;
    }

    /**
     * The configuration, in an array that is used again. It has in it all that the rules of the
     * search look at: a rule that looked at more, at the way here, might cut off a branch here that
     * another way here must go, and then not find it because this one has been seen.
     */
    long[] key() {
        int word = maskWords;
        if (absorbs || optional.length > 0) {
            int unseen = unseen();
            boolean matters = unseen != NONE && (absorbable[unseen] || timeline.optional(unseen));
            long place = matters ? unseen + 1L : 0;
            key[word++] = absorbs ? (place << Integer.SIZE) | lastAbsorbable() : place;
            if (optional.length > 0) {
                boolean may = unseen != NONE && timeline.optional(unseen);
                key[word++] = may ? stateBeforeUnseen() + 1L : 0;
            }
        }
        key[word] = (((long) firstReturn << Integer.SIZE) | state) + 1;
        return key;
    }

    /** The operations in their order: an absorbed one stands before the last blind write. */
    int[] order() {
        int[] order = new int[depth];
        for (int i = 0; i < depth; i++) {
            int at = i;
            if (how[i] == ABSORBED) {
                do {
                    order[at] = order[--at];
                } while (!isBlind(order[at]));
            }
            order[at] = op[i];
        }
        return order;
    }

    long bytes() {
        return BYTES_AN_OPERATION * timeline.size();
    }

    private void push(int operation, byte placedHow) {
        if (depth == op.length) {
            growStack();
        }
        op[depth] = operation;
        stateBefore[depth] = state;
        firstReturnBefore[depth] = firstReturn;
        absorbRankBefore[depth] = absorbRank;
        how[depth++] = placedHow;
    }

    private void enter(int operation) {
        isPlaced[operation] = true;
        flip(operation);
        steps.placed(operation);
        if (!timeline.optional(operation)) {
            next[previous[operation]] = next[operation];
            previous[next[operation]] = previous[operation];
        }
        while (firstReturn < returns.length && isPlaced[returns[firstReturn]]) {
            flip(returns[firstReturn++]);
        }
    }

    private void takeBack() {
        int operation = op[--depth];
        while (firstReturn > firstReturnBefore[depth]) {
            flip(returns[--firstReturn]);
        }
        if (!timeline.optional(operation)) {
            next[previous[operation]] = operation;
            previous[next[operation]] = operation;
        }
        steps.takenBack(operation);
        flip(operation);
        isPlaced[operation] = false;
        state = stateBefore[depth];
        absorbRank = absorbRankBefore[depth];
        lastTakenBack = operation;
    }

    private void flip(int operation) {
        key[bit[operation] / Long.SIZE] ^= 1L << bit[operation];
    }

    /** The last open operation that may be absorbed says which may be; 0 for none. */
    private int lastAbsorbable() {
        int last = 0;
        for (int i = next[head]; i != head && timeline.call[i] < absorbRank; i = next[i]) {
            last = absorbable[i] ? i + 1 : last;
        }
        return last;
    }

    private int keyWordsBesideMask() {
        if (optional.length > 0) {
            return 3;
        }
        return absorbs ? 2 : 1;
    }

    private boolean findAbsorbable() {
        boolean anyBlind = false;
        for (int i = 0; i < absorbable.length; i++) {
            anyBlind |= isBlind(i);
        }
        for (int i = 0; i < absorbable.length && anyBlind; i++) {
            absorbable[i] = steps.alwaysLegal(i) && !steps.readOnly(i);
        }
        return anyBlind;
    }

    private void growStack() {
        int wanted = Math.min(timeline.size(), depth * 2);
        op = Arrays.copyOf(op, wanted);
        stateBefore = Arrays.copyOf(stateBefore, wanted);
        firstReturnBefore = Arrays.copyOf(firstReturnBefore, wanted);
        absorbRankBefore = Arrays.copyOf(absorbRankBefore, wanted);
        how = Arrays.copyOf(how, wanted);
    }

    private void link() {
        int last = head;
        int optionals = 0;
        for (int i = 0; i < timeline.size(); i++) {
            if (timeline.optional(i)) {
                optional[optionals++] = i;
            } else {
                next[last] = i;
                previous[i] = last;
                last = i;
            }
        }
        next[last] = head;
        previous[head] = last;
        int[] lastOfKind = new int[timeline.size()];
        Arrays.fill(lastOfKind, NONE);
        for (int i = 0; i < optional.length; i++) {
            int kind = steps.kind(optional[i]);
            sameKindBefore[i] = lastOfKind[kind];
            lastOfKind[kind] = optional[i];
        }
    }

    private int[] linkKinds(int count) {
        int[] before = new int[count];
        int[] lastOfKind = new int[count];
        Arrays.fill(lastOfKind, NONE);
        for (int operation : returns) {
            int kind = steps.kind(operation);
            before[operation] = lastOfKind[kind];
            lastOfKind[kind] = operation;
        }
        return before;
    }

    /** Gives each operation a bit that is free while it is open; returns how many there are. */
    private int assignBits() {
        int used = 0;
        for (int operation : optional) {
            bit[operation] = used++;
        }
        int[] free = new int[returns.length];
        int freeCount = 0;
        int returned = 0;
        for (int i = next[head]; i != head; i = next[i]) {
            while (timeline.ret[returns[returned]] < timeline.call[i]) {
                free[freeCount++] = bit[returns[returned++]];
            }
            bit[i] = freeCount > 0 ? free[--freeCount] : used++;
        }
        return used;
    }
}
