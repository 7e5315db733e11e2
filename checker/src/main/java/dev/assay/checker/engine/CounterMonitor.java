package dev.assay.checker.engine;

import dev.assay.checker.model.Counter;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Bounds for any counter, as Jepsen's checker has them: a number seen is at least what had been
 * added before, and at most what was asked for until then. And a decision, in n log n steps, where
 * all additions are of the same amount.
 *
 * <p>Then the additions are alike, and the numbers seen say how many came before: the {@code i}-th
 * of them, its <em>slot</em>, comes after all that saw fewer and before all that saw {@code i} or
 * more. That gives each slot a window, and later slots later windows. Additions are given to slots,
 * of those that may the one that returns first; that is best, since for the slots to come it matters
 * only how long an addition may wait (scheduling by deadlines; the argument is ours).
 */
final class CounterMonitor {

    /** What the monitor can say. */
    enum Answer {
        /** {@link #order} has an order. */
        LEGAL,
        /** There is none. */
        ILLEGAL,
        /** Within the bounds, and the amounts differ. */
        UNKNOWN
    }

    private static final int NONE = -1;

    /** Sums of larger ones might not fit. */
    private static final long NUMBER_MAX = 1L << 36;

    private static final long BYTES_AN_OPERATION = 112;

    private final Timeline<Counter.Action> timeline;
    private final long initial;

    /** Slots are counted from 1; by slot, the latest call before and the first return after. */
    private int[] from = new int[0];

    private int[] to = new int[0];

    /** By slot, the addition that has it; those whose result tells theirs are there from the start. */
    private int[] holder = new int[0];

    private int slots;
    private long commonAmount;

    CounterMonitor(Timeline<Counter.Action> timeline, long initial) {
        this.timeline = timeline;
        this.initial = initial;
    }

    static long bytes(int size) {
        return BYTES_AN_OPERATION * size;
    }

    Answer decide() {
        if (Math.abs(initial) > NUMBER_MAX
                || timeline.actions.stream().anyMatch(CounterMonitor::isLarge)) {
            return Answer.UNKNOWN;
        }
        if (!isWithinBounds()) {
            return Answer.ILLEGAL;
        }
        commonAmount = commonAmount();
        if (commonAmount == 0) {
            return Answer.UNKNOWN;
        }
        return makeWindows(commonAmount) && fillSlots() ? Answer.LEGAL : Answer.ILLEGAL;
    }

    private static boolean isLarge(Counter.Action action) {
        return Math.abs(action.delta()) > NUMBER_MAX || Math.abs(action.value()) > NUMBER_MAX;
    }

    private boolean observes(int op) {
        return timeline.actions.get(op).kind() != Counter.Kind.ADD;
    }

    private long delta(int op) {
        return timeline.actions.get(op).delta();
    }

    private boolean isWithinBounds() {
        int ranks = 2 * timeline.size() + 1;
        // By rank: what was invoked before it, and what had returned, upwards and downwards.
        long[] upInvoked = new long[ranks + 1];
        long[] upReturned = new long[ranks + 1];
        long[] downInvoked = new long[ranks + 1];
        long[] downReturned = new long[ranks + 1];
        for (int op = 0; op < timeline.size(); op++) {
            boolean up = delta(op) > 0;
            (up ? upInvoked : downInvoked)[timeline.call[op] + 1] += delta(op);
            if (!timeline.optional(op)) {
                (up ? upReturned : downReturned)[timeline.ret[op] + 1] += delta(op);
            }
        }
        for (int rank = 1; rank <= ranks; rank++) {
            upInvoked[rank] += upInvoked[rank - 1];
            upReturned[rank] += upReturned[rank - 1];
            downInvoked[rank] += downInvoked[rank - 1];
            downReturned[rank] += downReturned[rank - 1];
        }
        for (int op = 0; op < timeline.size(); op++) {
            if (observes(op)) {
                int call = timeline.call[op];
                int ret = timeline.ret[op];
                long value = timeline.actions.get(op).value() - initial;
                long least = upReturned[call] + downInvoked[ret] + Math.max(delta(op), 0);
                long most = downReturned[call] + upInvoked[ret] + Math.min(delta(op), 0);
                if (value < least || value > most) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The amount of every addition; 0 if they differ or there is none. */
    private long commonAmount() {
        long common = 0;
        for (int op = 0; op < timeline.size(); op++) {
            boolean differs = delta(op) == 0 ? !observes(op) : common != 0 && delta(op) != common;
            if (differs) {
                return 0;
            }
            common = delta(op) == 0 ? common : delta(op);
        }
        return common;
    }

    /** False if a number was seen that cannot be, or two additions made the same. */
    private boolean makeWindows(long amount) {
        int count = timeline.size();
        from = new int[count + 2];
        to = new int[count + 2];
        holder = new int[count + 2];
        Arrays.fill(from, NONE);
        Arrays.fill(to, Timeline.OPEN);
        Arrays.fill(holder, NONE);
        for (int op = 0; op < count; op++) {
            if (!observes(op)) {
                continue;
            }
            int slot = seen(op, amount);
            if (slot < 0) {
                return false;
            }
            boolean fills = delta(op) != 0;
            if (fills && (slot == 0 || holder[slot] != NONE)) {
                return false;
            }
            if (fills) {
                holder[slot] = op;
            }
            slots = Math.max(slots, slot);
            int next = fills ? slot : slot + 1;
            from[next] = Math.max(from[next], timeline.call[op]);
            to[slot] = Math.min(to[slot], timeline.ret[op]);
        }
        for (int slot = 1; slot < from.length; slot++) {
            from[slot] = Math.max(from[slot], from[slot - 1]);
        }
        for (int slot = to.length - 2; slot >= 0; slot--) {
            to[slot] = Math.min(to[slot], to[slot + 1]);
        }
        return true;
    }

    /** How many additions there had been when it had its result; negative if no number can. */
    private int seen(int op, long amount) {
        long sum = timeline.actions.get(op).value() - initial;
        long slot = sum / amount;
        return sum % amount != 0 || slot < 0 || slot > timeline.size() ? NONE : (int) slot;
    }

    private boolean fillSlots() {
        PriorityQueue<Long> waiting = new PriorityQueue<>();
        int next = 0;
        for (int slot = 1; slot <= slots; slot++) {
            if (from[slot] >= to[slot]) {
                return false;
            }
            if (holder[slot] != NONE) {
                continue;
            }
            while (next < timeline.size() && timeline.call[next] < to[slot]) {
                if (!observes(next)) {
                    waiting.add(deadline(next));
                }
                next++;
            }
            Long first = waiting.poll();
            if (first == null || (int) (first >>> Integer.SIZE) < from[slot]) {
                return false; // none is left, or one had to have a slot before
            }
            holder[slot] = (int) (long) first;
        }
        // The others come after all that saw a number.
        int latest = from[slots + 1];
        while (next < timeline.size()) {
            if (!observes(next)) {
                waiting.add(deadline(next));
            }
            next++;
        }
        Long first = waiting.peek();
        return first == null || (int) (first >>> Integer.SIZE) >= latest;
    }

    private long deadline(int op) {
        return (long) timeline.ret[op] << Integer.SIZE | op;
    }

    /**
     * An order, after {@link Answer#LEGAL}: by slots, each followed by those that saw its number, in
     * the order of invocation; then the additions that nobody saw.
     */
    int[] order() {
        boolean[] placed = new boolean[timeline.size()];
        Sequence sequence = new Sequence(timeline.size());
        for (int slot = 1; slot <= slots; slot++) {
            sequence.add(holder[slot], slot, 0);
            placed[holder[slot]] = true;
        }
        for (int op = 0; op < timeline.size(); op++) {
            if (observes(op) && delta(op) == 0) {
                sequence.add(op, seen(op, commonAmount), 1);
            } else if (!placed[op] && !timeline.optional(op)) {
                sequence.add(op, slots + 1, 0);
            }
        }
        return sequence.order();
    }
}
