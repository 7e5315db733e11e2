package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for a legal order, depth first (Wing and Gong 1993), never twice from the same
 * configuration (Lowe 2017).
 *
 * <p>A configuration is: the first return {@code r} whose operation is not placed, which of the
 * operations open at that moment are placed, and the state. All that returned before {@code r} is
 * placed, nothing invoked after it is, so these three say the same as Lowe's bitset of all placed
 * operations, in a few words. Operations open at the same time have a slot each, a bit in the key;
 * a slot is used again after its operation has returned.
 *
 * <p>Four rules leave out orders without leaving out verdicts:
 *
 * <ul>
 *   <li><b>Reads at once.</b> A read-only operation that is legal now is placed now: it changes
 *       nothing for the others, and what had to come before it is placed already.
 *   <li><b>Unknown ones in order.</b> Of two optional operations that do the same, the one invoked
 *       first is used first.
 *   <li><b>Unknown ones for a purpose.</b> An optional operation is not placed if the next one
 *       would have led to the same state without it: the order without it can do all that this
 *       one can, and more.
 *   <li><b>No dead ends.</b> See {@link Steps#hopeless}.
 * </ul>
 */
final class Search {

    /** How often the limit is asked: some 10 microseconds apart. */
    private static final int STEPS_BETWEEN_LIMIT_CHECKS = 256;

    private static final int NONE = -1;

    private final Timeline<?> timeline;
    private final Steps steps;
    private final Limit limit;

    /** Operations that must be placed, by return; those that may be, by invocation. */
    private final int[] returns;

    private final int[] optional;
    private final int[] sameKindBefore;

    /** Unplaced mandatory operations in the order of invocation, doubly linked; the last is a head. */
    private final int[] next;

    private final int[] previous;
    private final int head;

    private final int[] slot;
    private final boolean[] isPlaced;
    private final long[] key;
    private final int maskWords;

    private int[] placedOp;
    private int[] stateBefore;
    private int[] firstReturnBefore;
    private boolean[] byChoice;
    private int depth;

    private int state;
    private int firstReturn;
    private int furthestReturn;

    Search(Timeline<?> timeline, Steps steps, Limit limit) {
        this.timeline = timeline;
        this.steps = steps;
        this.limit = limit;
        int count = timeline.size();
        this.returns = timeline.returns();
        this.optional = new int[count - returns.length];
        this.sameKindBefore = new int[optional.length];
        this.head = count;
        this.next = new int[count + 1];
        this.previous = new int[count + 1];
        link();
        this.slot = new int[count];
        this.maskWords = (assignSlots() + Long.SIZE - 1) / Long.SIZE;
        this.key = new long[maskWords + 1];
        this.isPlaced = new boolean[count];
        this.placedOp = new int[Math.min(count, 64)];
        this.stateBefore = new int[placedOp.length];
        this.firstReturnBefore = new int[placedOp.length];
        this.byChoice = new boolean[placedOp.length];
        this.state = steps.initial();
    }

    Decision run() {
        long fixedBytes = 40L * timeline.size() + steps.bytes();
        Memo memo = new Memo(maskWords + 1, limit.bytes() - fixedBytes);
        int untilCheck = STEPS_BETWEEN_LIMIT_CHECKS;
        placeReads();
        int candidate = firstCandidate();
        while (firstReturn < returns.length) {
            if (--untilCheck == 0) {
                untilCheck = STEPS_BETWEEN_LIMIT_CHECKS;
                if (limit.exhausted()) {
                    return undecided(Decision.Cause.TIME, memo);
                }
            }
            if (candidate == NONE) {
                candidate = backtrack();
                if (candidate == NONE) {
                    return new Decision.NotLinearizable(usedBytes(memo));
                }
                candidate = nextCandidate(candidate);
            } else if (!tryPlacing(candidate)) {
                candidate = nextCandidate(candidate);
            } else if (!memo.hasRoom() || usedBytes(memo) > limit.bytes()) {
                return undecided(Decision.Cause.MEMORY, memo);
            } else {
                key[maskWords] = (((long) firstReturn << Integer.SIZE) | state) + 1;
                candidate = memo.add(key) ? firstCandidate() : NONE;
            }
        }
        return new Decision.Linearizable(order(), usedBytes(memo));
    }

    /** Places the candidate and all reads that are legal then, unless that is useless. */
    private boolean tryPlacing(int op) {
        int after = steps.step(op, state);
        boolean mayFail = timeline.optional(op);
        if (after == Steps.ILLEGAL || (mayFail && after == state)) {
            return false;
        }
        if (depth > 0
                && timeline.optional(placedOp[depth - 1])
                && steps.step(op, stateBefore[depth - 1]) == after) {
            return false;
        }
        int before = state;
        place(op, after, true);
        if (steps.hopeless(before, after)) {
            takeBack();
            return false;
        }
        placeReads();
        return true;
    }

    private void placeReads() {
        for (int op = next[head]; isOpen(op); op = next[op]) {
            if (steps.readOnly(op) && steps.step(op, state) == state) {
                place(op, state, false);
            }
        }
        furthestReturn = Math.max(furthestReturn, firstReturn);
    }

    /** Undoes up to and including the last choice, and returns it; NONE if there was none. */
    private int backtrack() {
        while (depth > 0) {
            boolean chosen = byChoice[depth - 1];
            int op = takeBack();
            if (chosen) {
                return op;
            }
        }
        return NONE;
    }

    // Candidates: the operation whose return comes first, then the other open ones in the order of
    // invocation, then the optional ones.

    private int firstCandidate() {
        return firstReturn < returns.length ? returns[firstReturn] : NONE;
    }

    private int nextCandidate(int op) {
        if (timeline.optional(op)) {
            return optionalFrom(slot[op] + 1);
        }
        int first = returns[firstReturn];
        int candidate = op == first ? next[head] : next[op];
        if (candidate == first) {
            candidate = next[candidate];
        }
        return isOpen(candidate) ? candidate : optionalFrom(0);
    }

    private int optionalFrom(int position) {
        int now = timeline.ret[returns[firstReturn]];
        for (int i = position; i < optional.length && timeline.call[optional[i]] < now; i++) {
            boolean isNext = sameKindBefore[i] == NONE || isPlaced[sameKindBefore[i]];
            if (isNext && !isPlaced[optional[i]]) {
                return optional[i];
            }
        }
        return NONE;
    }

    private boolean isOpen(int op) {
        return op != head
                && firstReturn < returns.length
                && timeline.call[op] < timeline.ret[returns[firstReturn]];
    }

    // Placing and taking back are inverse.

    private void place(int op, int after, boolean chosen) {
        if (depth == placedOp.length) {
            growStack();
        }
        placedOp[depth] = op;
        stateBefore[depth] = state;
        firstReturnBefore[depth] = firstReturn;
        byChoice[depth++] = chosen;
        state = after;
        isPlaced[op] = true;
        flip(op);
        steps.placed(op);
        if (!timeline.optional(op)) {
            next[previous[op]] = next[op];
            previous[next[op]] = previous[op];
        }
        while (firstReturn < returns.length && isPlaced[returns[firstReturn]]) {
            flip(returns[firstReturn++]);
        }
    }

    private int takeBack() {
        int op = placedOp[--depth];
        while (firstReturn > firstReturnBefore[depth]) {
            flip(returns[--firstReturn]);
        }
        if (!timeline.optional(op)) {
            next[previous[op]] = op;
            previous[next[op]] = op;
        }
        steps.takenBack(op);
        flip(op);
        isPlaced[op] = false;
        state = stateBefore[depth];
        return op;
    }

    private void flip(int op) {
        int bit = slotBit(op);
        key[bit / Long.SIZE] ^= 1L << bit;
    }

    /** Optional operations keep the first slots for ever. */
    private int slotBit(int op) {
        return timeline.optional(op) ? slot[op] : optional.length + slot[op];
    }

    private void growStack() {
        int wanted = Math.min(timeline.size(), depth * 2);
        placedOp = Arrays.copyOf(placedOp, wanted);
        stateBefore = Arrays.copyOf(stateBefore, wanted);
        firstReturnBefore = Arrays.copyOf(firstReturnBefore, wanted);
        byChoice = Arrays.copyOf(byChoice, wanted);
    }

    private void link() {
        int last = head;
        int optionals = 0;
        for (int op = 0; op < timeline.size(); op++) {
            if (timeline.optional(op)) {
                optional[optionals++] = op;
            } else {
                next[last] = op;
                previous[op] = last;
                last = op;
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

    /** Gives each operation a slot that is free while it is open; returns how many there are. */
    private int assignSlots() {
        for (int i = 0; i < optional.length; i++) {
            slot[optional[i]] = i;
        }
        int[] free = new int[returns.length];
        int freeCount = 0;
        int used = 0;
        int returned = 0;
        for (int op = next[head]; op != head; op = next[op]) {
            while (timeline.ret[returns[returned]] < timeline.call[op]) {
                free[freeCount++] = slot[returns[returned++]];
            }
            slot[op] = freeCount > 0 ? free[--freeCount] : used++;
        }
        return optional.length + used;
    }

    private List<Operation> order() {
        List<Operation> order = new ArrayList<>(depth);
        for (int i = 0; i < depth; i++) {
            order.add(timeline.operations.get(placedOp[i]));
        }
        return order;
    }

    private Decision undecided(Decision.Cause cause, Memo memo) {
        return new Decision.Undecided(cause, "", furthestReturn, usedBytes(memo));
    }

    private long usedBytes(Memo memo) {
        return memo.bytes() + steps.bytes() + 40L * timeline.size();
    }
}
