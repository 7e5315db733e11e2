package dev.assay.checker.engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Decides a stack whose values were each pushed once, and gives an order (Abdulla and others 2025 in
 * n squared steps; here in n log n as long as operations overlap few others).
 *
 * <p>{@link Stretches} says why stretches of time in which something is on the stack for sure can be
 * judged each on its own. Within one, some value is at the bottom from its beginning to its end: its
 * push precedes, and its pop follows, all others of the stretch. If several values can be that, any
 * may be chosen: taken out of a legal order from wherever it is, and put around all the others, it
 * leaves the order legal. Without the bottom the rest falls into stretches again.
 *
 * <p>Values are held in the order of the gap at which they are on the stack for sure from then on, or
 * (if there is none) may come and go at once. A stretch then is a range of them, and a tree finds
 * the bottom and the end of each.
 */
final class StackMonitor {

    /** What is known by position: the last gap at which it is in for sure, */
    private static final int SURELY_UNTIL = 0;

    /** of those that are not, the last gap at which it may come and go, */
    private static final int PASSES_UNTIL = 1;

    /** with the sign turned, the first return and the call of the push, */
    private static final int FIRST_RETURN = 2;

    private static final int PUSH_CALL = 3;

    /** the last call. */
    private static final int LAST_CALL = 4;

    private static final int KINDS = 5;

    private final TakeTable table;
    private final Limit limit;
    private final int[] values;

    /** By position, ascending. */
    private final int[] gap;

    private final RangeTree tree;
    private final int[] order;
    private int length;
    private int[] culprits = new int[0];

    /** What is still to be done, the next last: an operation to place, or a range to look at. */
    private final Deque<Task> tasks = new ArrayDeque<>();

    StackMonitor(TakeTable table, Limit limit) {
        this.table = table;
        this.limit = limit;
        this.order = new int[table.timeline.size()];
        int count = table.values;
        this.values = byGap(count);
        this.gap = new int[count];
        this.tree = new RangeTree(KINDS, count);
        for (int i = 0; i < count; i++) {
            int value = values[i];
            gap[i] = gap(value);
            int returns = Math.min(table.putReturn(value), table.takeReturn(value));
            if (table.isSurelyIn(value)) {
                tree.put(SURELY_UNTIL, i, table.takeCall(value));
            } else {
                tree.put(PASSES_UNTIL, i, returns);
            }
            tree.put(FIRST_RETURN, i, -returns);
            tree.put(PUSH_CALL, i, -table.putCall(value));
            tree.put(LAST_CALL, i, Math.max(table.putCall(value), table.takeCall(value)));
        }
        tree.build();
    }

    /** Operations that show alone that there is no order. */
    int[] culprits() {
        return culprits;
    }

    /**
     * A legal order; null if there is none.
     *
     * @throws Exhausted when the limit says stop
     */
    int @Nullable [] order() {
        List<Task> empties = empties();
        if (empties == null) {
            return null;
        }
        split(0, values.length, empties);
        int looked = 0;
        while (!tasks.isEmpty()) {
            Exhausted.check(limit, looked++);
            Task task = tasks.removeLast();
            if (task.op != TakeTable.NONE) {
                order[length++] = task.op;
            } else if (!open(task.from, task.to)) {
                return null;
            }
        }
        return Arrays.copyOf(order, length);
    }

    private int gap(int value) {
        return table.isSurelyIn(value)
                ? table.putReturn(value) + 1
                : Math.max(table.putCall(value), table.takeCall(value)) + 1;
    }

    private int[] byGap(int count) {
        long[] keys = new long[count];
        for (int value = 0; value < count; value++) {
            keys[value] = (long) gap(value) << Integer.SIZE | value;
        }
        Arrays.sort(keys);
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    /** Pops that saw nothing, each at its free gap, in the order of gaps; null if one has none. */
    private @Nullable List<Task> empties() {
        int[] byReturn = table.byPutReturn();
        Stretches stretches = new Stretches(table, byReturn, byReturn.length);
        List<Task> empties = new ArrayList<>();
        for (int i = 0; i < table.emptyCount; i++) {
            int free = stretches.emptyAt(table.empties[i]);
            if (free < 0) {
                culprits = stretches.around(table.empties[i]);
                return null;
            }
            empties.add(new Task(table.empties[i], free, 0));
        }
        empties.sort((a, b) -> Integer.compare(a.from, b.from));
        return empties;
    }

    /** Places the bottom of a stretch around the rest of it; false if it has none. */
    private boolean open(int from, int to) {
        int bottom = bottom(from, to);
        if (bottom < 0) {
            culprits = table.operations(members(from, to));
            return false;
        }
        int value = values[bottom];
        tree.remove(bottom);
        order[length++] = table.put[value];
        if (table.take[value] != TakeTable.NONE) {
            tasks.addLast(new Task(table.take[value], 0, 0));
        }
        split(from, to, List.of());
        return true;
    }

    /** A value whose push may precede, and whose pop may follow, all of the others. */
    private int bottom(int from, int to) {
        int returned = -tree.largest(FIRST_RETURN, from, to);
        int called = tree.largest(LAST_CALL, from, to);
        int position = tree.firstLarger(PUSH_CALL, from, to, -returned);
        while (position >= 0 && table.takeReturn(values[position]) <= called) {
            position = tree.firstLarger(PUSH_CALL, position + 1, to, -returned);
        }
        return position;
    }

    private int[] members(int from, int to) {
        int[] members = new int[to - from];
        int count = 0;
        for (int i = tree.firstLarger(PUSH_CALL, from, to, RangeTree.NONE);
                i >= 0;
                i = tree.firstLarger(PUSH_CALL, i + 1, to, RangeTree.NONE)) {
            members[count++] = values[i];
        }
        return Arrays.copyOf(members, count);
    }

    /** Puts the stretches of a range, and what passes between them, before all other tasks. */
    private void split(int from, int to, List<Task> empties) {
        List<Task> found = new ArrayList<>();
        int empty = 0;
        int position = next(from, to);
        while (position >= 0) {
            while (empty < empties.size() && empties.get(empty).from < gap[position]) {
                found.add(new Task(empties.get(empty++).op, 0, 0));
            }
            if (!table.isSurelyIn(values[position])) {
                addPassing(position, found);
                position = next(position + 1, to);
                continue;
            }
            int last = endOfStretch(position, to);
            int end = firstAfter(last, position, to);
            found.add(new Task(TakeTable.NONE, position, end));
            // Out of the tree it is out of the range, too.
            for (int other : passing(position, end, last)) {
                addPassing(other, found);
            }
            position = next(end, to);
        }
        while (empty < empties.size()) {
            found.add(new Task(empties.get(empty++).op, 0, 0));
        }
        for (int i = found.size() - 1; i >= 0; i--) {
            tasks.addLast(found.get(i));
        }
    }

    private int next(int from, int to) {
        return tree.firstLarger(PUSH_CALL, from, to, RangeTree.NONE);
    }

    private void addPassing(int position, List<Task> found) {
        tree.remove(position);
        found.add(new Task(table.put[values[position]], 0, 0));
        found.add(new Task(table.take[values[position]], 0, 0));
    }

    /** The last gap of the stretch that begins at this position. */
    private int endOfStretch(int position, int to) {
        int last = table.takeCall(values[position]);
        while (true) {
            int further = tree.largest(SURELY_UNTIL, position, firstAfter(last + 1, position, to));
            if (further <= last) {
                return last;
            }
            last = further;
        }
    }

    /** The first position of the range with a later gap than this one. */
    private int firstAfter(int last, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (gap[middle] <= last) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What may come and go behind the last gap of the stretch that it is in. */
    private List<Integer> passing(int from, int to, int last) {
        List<Integer> passing = new ArrayList<>();
        for (int i = tree.firstLarger(PASSES_UNTIL, from, to, last);
                i >= 0;
                i = tree.firstLarger(PASSES_UNTIL, i + 1, to, last)) {
            passing.add(i);
        }
        return passing;
    }

    /** An operation to place, or else the values of a stretch. */
    private record Task(int op, int from, int to) {}
}
