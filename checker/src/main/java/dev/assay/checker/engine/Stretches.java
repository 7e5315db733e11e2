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

    /** First and last gap of each stretch. */
    private final int[] from;

    private final int[] to;
    int count;

    /** Of these values, ordered by the return of their put. */
    Stretches(TakeTable table, int[] values, int length) {
        this.table = table;
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

    /** A free gap of the operation that saw nothing; negative if there is none. */
    int emptyAt(int op) {
        int gap = freeFrom(table.timeline.call[op] + 1);
        return gap <= table.timeline.ret[op] ? gap : -1;
    }
}
