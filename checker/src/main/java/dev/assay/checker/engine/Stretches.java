package dev.assay.checker.engine;

import java.util.Arrays;

/**
 * The stretches of time in which something is in a queue or stack for sure, and which values belong
 * to which.
 *
 * <p>A <em>gap</em> is a moment between two ranks, named by the rank that comes next. At a gap that
 * is in no stretch it may be taken for granted that the object is empty: of an order in which it is
 * not, take all that is in and whose take had been invoked by then, and take it out then; put what
 * is left, whose put had not returned by then, in only afterwards. The same order of puts and takes
 * stays, and real time is kept. So the stretches can be judged each on its own; and an operation
 * that saw nothing is legal exactly if it was running at such a gap. (The argument is ours; that
 * emptiness depends on nothing but such coverage is VWit in Henzinger, Sezgin and Vafeiadis 2013,
 * and the splitting of stacks at such moments is in Abdulla and others 2025.)
 */
final class Stretches {

    private final TakeTable table;
    private final int[] values;
    private final int length;

    /** First and last gap of each stretch. */
    private final int[] from;

    private final int[] to;
    int count;

    /** Of these values, ordered by the return of their put. */
    Stretches(TakeTable table, int[] values, int length) {
        this.table = table;
        this.values = values;
        this.length = length;
        this.from = new int[length];
        this.to = new int[length];
        for (int i = 0; i < length; i++) {
            int value = values[i];
            if (!table.isSurelyIn(value)) {
                continue;
            }
            int first = table.putReturn(value) + 1;
            int last = table.takeCall(value);
            if (count > 0 && first <= to[count - 1] + 1) {
                to[count - 1] = Math.max(to[count - 1], last);
            } else {
                from[count] = first;
                to[count++] = last;
            }
        }
    }

    /** The first gap from this one on that is in no stretch. */
    int freeFrom(int gap) {
        int stretch = stretchAt(gap);
        return stretch >= 0 ? to[stretch] + 1 : gap;
    }

    /** The stretch that the gap is in; negative if it is free. */
    int stretchAt(int gap) {
        int found = Arrays.binarySearch(from, 0, count, gap);
        int before = found >= 0 ? found : -found - 2;
        return before >= 0 && gap <= to[before] ? before : -1;
    }

    int from(int stretch) {
        return from[stretch];
    }

    /**
     * A free gap at which the value may have come and gone at once; negative if there is none, and
     * then {@link #stretchOf} has it.
     */
    int passesAt(int value) {
        if (table.isSurelyIn(value)) {
            return -1;
        }
        int gap = freeFrom(Math.max(table.putCall(value), table.takeCall(value)) + 1);
        return gap <= Math.min(table.putReturn(value), table.takeReturn(value)) ? gap : -1;
    }

    /** The stretch of a value that does not pass. */
    int stretchOf(int value) {
        return stretchAt(
                table.isSurelyIn(value)
                        ? table.putReturn(value) + 1
                        : Math.max(table.putCall(value), table.takeCall(value)) + 1);
    }

    /** The operation that saw nothing, and values that were in, one after another, all the while. */
    int[] around(int empty) {
        int[] chain = new int[length];
        int count = 0;
        int gap = table.timeline.call[empty] + 1;
        int next = 0;
        while (gap <= table.timeline.ret[empty]) {
            int longest = TakeTable.NONE;
            while (next < length && table.putReturn(values[next]) < gap) {
                int value = values[next++];
                if (longest == TakeTable.NONE || table.takeCall(value) > table.takeCall(longest)) {
                    longest = value;
                }
            }
            if (longest == TakeTable.NONE || table.takeCall(longest) < gap) {
                throw new IllegalStateException("the gap " + gap + " is free");
            }
            chain[count++] = longest;
            gap = table.takeCall(longest) + 1;
        }
        int[] ops = table.operations(Arrays.copyOf(chain, count));
        ops = Arrays.copyOf(ops, ops.length + 1);
        ops[ops.length - 1] = empty;
        return ops;
    }

    /** A free gap of the operation that saw nothing; negative if there is none. */
    int emptyAt(int op) {
        int gap = freeFrom(table.timeline.call[op] + 1);
        return gap <= table.timeline.ret[op] ? gap : -1;
    }
}
