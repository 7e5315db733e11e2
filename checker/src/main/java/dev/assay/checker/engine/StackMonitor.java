package dev.assay.checker.engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides a stack whose values were each pushed once, and gives an order, in n log n steps times the
 * depth of the stack (Abdulla and others 2025 have n squared).
 *
 * <p>The {@link Stretches} are judged each on its own. Within one, something is on the stack all the
 * time, so one value is at the bottom from its beginning to its end: its push precedes, and its pop
 * follows, all others of the stretch. If several values can be that, any may be chosen: taken out of
 * a legal order from wherever it is, and put around all the others, it leaves the order legal.
 * Without the bottom the rest falls into stretches again.
 */
final class StackMonitor {

    private static final int LIMIT_CHECK_VALUES = 1 << 16;

    private final TakeTable table;
    private final Limit limit;
    private final int[] order;
    private int length;
    private long work;

    /** What is still to be done, the next last. */
    private final Deque<Item> items = new ArrayDeque<>();

    private boolean outOfTime;

    StackMonitor(TakeTable table, Limit limit) {
        this.table = table;
        this.limit = limit;
        this.order = new int[table.timeline.size()];
    }

    /** Whether the limit was reached before the end. */
    boolean outOfTime() {
        return outOfTime;
    }

    /** A legal order; null if there is none, or if {@link #outOfTime}. */
    int @Nullable [] order() {
        int[] values = table.byPutReturn();
        Stretches stretches = new Stretches(table, values, values.length);
        Sequence empties = new Sequence(table.emptyCount);
        for (int i = 0; i < table.emptyCount; i++) {
            int gap = stretches.emptyAt(table.empties[i]);
            if (gap < 0) {
                return null;
            }
            empties.add(table.empties[i], gap, 0);
        }
        split(values, values.length, stretches, empties);
        while (!items.isEmpty()) {
            Item item = items.removeLast();
            if (item.values == null) {
                order[length++] = item.op;
            } else if (!open(item.values)) {
                return null;
            }
        }
        return java.util.Arrays.copyOf(order, length);
    }

    /** Places the bottom of a stretch around the rest of it; false if it has none. */
    private boolean open(int[] members) {
        work += members.length;
        if (work > LIMIT_CHECK_VALUES) {
            work = 0;
            if (limit.exhausted()) {
                outOfTime = true;
                return false;
            }
        }
        int bottom = bottom(members);
        if (bottom < 0) {
            return false;
        }
        int value = members[bottom];
        int[] rest = new int[members.length - 1];
        System.arraycopy(members, 0, rest, 0, bottom);
        System.arraycopy(members, bottom + 1, rest, bottom, rest.length - bottom);
        order[length++] = table.put[value];
        if (table.take[value] != TakeTable.NONE) {
            items.addLast(new Item(table.take[value], null));
        }
        split(rest, rest.length, new Stretches(table, rest, rest.length), new Sequence(0));
        return true;
    }

    /** A value whose push may precede, and whose pop may follow, all of the others. */
    private int bottom(int[] members) {
        int firstReturn = Timeline.OPEN;
        int secondReturn = Timeline.OPEN;
        int lastCall = -1;
        int secondLastCall = -1;
        for (int value : members) {
            int returns = Math.min(table.putReturn(value), table.takeReturn(value));
            if (returns < firstReturn) {
                secondReturn = firstReturn;
                firstReturn = returns;
            } else {
                secondReturn = Math.min(secondReturn, returns);
            }
            int calls = Math.max(table.putCall(value), table.takeCall(value));
            if (calls > lastCall) {
                secondLastCall = lastCall;
                lastCall = calls;
            } else {
                secondLastCall = Math.max(secondLastCall, calls);
            }
        }
        for (int i = 0; i < members.length; i++) {
            int value = members[i];
            int returns = Math.min(table.putReturn(value), table.takeReturn(value));
            int calls = Math.max(table.putCall(value), table.takeCall(value));
            if (table.putCall(value) < (returns == firstReturn ? secondReturn : firstReturn)
                    && table.takeReturn(value) > (calls == lastCall ? secondLastCall : lastCall)) {
                return i;
            }
        }
        return -1;
    }

    /** Puts stretches, passing values and empty pops before all other items, in their order. */
    private void split(int[] values, int count, Stretches stretches, Sequence empties) {
        int[] stretchOf = new int[count];
        int[] sizes = new int[stretches.count];
        int passing = 0;
        for (int i = 0; i < count; i++) {
            stretchOf[i] = stretches.passesAt(values[i]) < 0 ? stretches.stretchOf(values[i]) : -1;
            if (stretchOf[i] >= 0) {
                sizes[stretchOf[i]]++;
            } else {
                passing++;
            }
        }
        int[][] members = new int[stretches.count][];
        for (int stretch = 0; stretch < members.length; stretch++) {
            members[stretch] = new int[sizes[stretch]];
            sizes[stretch] = 0;
        }
        // Beside stretches: values that pass (numbered from 0), then empty pops (negative).
        int[] emptyOrder = empties.order();
        Sequence sequence = new Sequence(members.length + passing + emptyOrder.length);
        for (int i = 0; i < count; i++) {
            if (stretchOf[i] >= 0) {
                members[stretchOf[i]][sizes[stretchOf[i]]++] = values[i];
            } else {
                sequence.add(2 * values[i], stretches.passesAt(values[i]), 0);
            }
        }
        for (int op : emptyOrder) {
            sequence.add(-1 - op, stretches.emptyAt(op), 0);
        }
        for (int stretch = 0; stretch < members.length; stretch++) {
            sequence.add(2 * stretch + 1, stretches.from(stretch), 0);
        }
        int[] order = sequence.order();
        for (int i = order.length - 1; i >= 0; i--) {
            int what = order[i];
            if (what < 0) {
                items.addLast(new Item(-1 - what, null));
            } else if (what % 2 == 1) {
                items.addLast(new Item(-1, members[what / 2]));
            } else {
                int value = what / 2;
                items.addLast(new Item(table.take[value], null));
                items.addLast(new Item(table.put[value], null));
            }
        }
    }

    /** An operation to place, or the values of a stretch. */
    private record Item(int op, int @Nullable [] values) {}
}
