package dev.assay.checker.engine;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Decides a queue, first in first out or of no order, whose values were each put once, in n log n
 * steps, and gives an order. The order of values is found as by Lee and Mathur (2025): take away,
 * again and again, a value that may have come first among those that are left; whichever is taken,
 * the rest is linearizable if the whole was. {@link Stretches} sees to what was seen empty.
 */
final class QueueMonitor {

    /** Who goes first at one moment. The last takes of a stretch may be at the free gap behind it. */
    private static final int IN = 0;

    private static final int OUT = 1;
    private static final int EMPTY = 2;
    private static final int PASSING = 3;

    private final TakeTable table;
    private final boolean fifo;
    private final int[] values;
    private final Stretches stretches;
    private final Sequence sequence;
    private int[] culprits = new int[0];

    QueueMonitor(TakeTable table, boolean fifo) {
        this.table = table;
        this.fifo = fifo;
        table.spendUnknowns();
        this.values = table.byPutReturn();
        this.stretches = new Stretches(table, values, values.length);
        this.sequence = new Sequence(table.timeline.size());
    }

    /** A legal order, or null if there is none. */
    int @Nullable [] order() {
        for (int i = 0; i < table.emptyCount; i++) {
            int gap = stretches.emptyAt(table.empties[i]);
            if (gap < 0) {
                culprits = stretches.around(table.empties[i]);
                return null;
            }
            sequence.add(table.empties[i], gap, EMPTY);
        }
        if (fifo ? placeStretches() : placeAlone()) {
            return sequence.order();
        }
        culprits = crossed();
        return null;
    }

    /**
     * Few operations that show alone that there is no order: one that saw nothing and the values that
     * were in one after another meanwhile, or two values that were put in one order and taken in
     * another. Empty where unknown takes might have changed that.
     */
    int[] culprits() {
        return table.unknownCount > 0 ? new int[0] : culprits;
    }

    /** Two such values; there always are (Henzinger, Sezgin and Vafeiadis 2013, VOrd). */
    private int[] crossed() {
        int[] byPutCall = sorted(values, 1);
        int put = 0;
        int slowest = TakeTable.NONE;
        for (int i : byPutCall) {
            int value = values[i];
            while (put < values.length && table.putReturn(values[put]) < table.putCall(value)) {
                int before = values[put++];
                if (slowest == TakeTable.NONE || table.takeCall(before) > table.takeCall(slowest)) {
                    slowest = before;
                }
            }
            if (slowest != TakeTable.NONE && table.takeReturn(value) < table.takeCall(slowest)) {
                return table.operations(slowest, value);
            }
        }
        return new int[0];
    }

    /** Without an order of values each is on its own. */
    private boolean placeAlone() {
        for (int i = 0; i < values.length; i++) {
            int value = values[i];
            if (!placePassing(value, i)) {
                int start = stretches.from(stretches.stretchOf(value));
                int in = Math.max(start, table.putCall(value) + 1);
                place(value, in, Math.max(in, table.takeCall(value) + 1));
            }
        }
        return true;
    }

    private boolean placePassing(int value, int turn) {
        int gap = stretches.passesAt(value);
        if (gap >= 0) {
            sequence.add(table.put[value], gap, PASSING + turn);
            sequence.add(table.take[value], gap, PASSING + turn);
        }
        return gap >= 0;
    }

    private void place(int value, int in, int out) {
        sequence.add(table.put[value], in, IN);
        if (table.take[value] != TakeTable.NONE) {
            sequence.add(table.take[value], out, OUT);
        }
    }

    private boolean placeStretches() {
        int[] stretchOf = new int[values.length];
        int[] sizes = new int[stretches.count + 1];
        for (int i = 0; i < values.length; i++) {
            stretchOf[i] = placePassing(values[i], i) ? -1 : stretches.stretchOf(values[i]);
            if (stretchOf[i] >= 0) {
                sizes[stretchOf[i]]++;
            }
        }
        int[][] members = new int[stretches.count][];
        for (int i = 0; i < values.length; i++) {
            int stretch = stretchOf[i];
            if (stretch >= 0) {
                if (members[stretch] == null) {
                    members[stretch] = new int[sizes[stretch]];
                    sizes[stretch] = 0;
                }
                members[stretch][sizes[stretch]++] = values[i];
            }
        }
        for (int stretch = 0; stretch < members.length; stretch++) {
            if (!placeStretch(members[stretch], stretches.from(stretch))) {
                return false;
            }
        }
        return true;
    }

    /** Values of one stretch, by the return of their put. */
    private boolean placeStretch(int[] members, int start) {
        int count = members.length;
        int[] byTakeReturn = sorted(members, 0);
        int[] byPutCall = sorted(members, 1);
        int[] byTakeCall = sorted(members, 2);
        boolean[] gone = new boolean[count];
        byte[] admitted = new byte[count];
        int[] candidates = new int[count];
        int candidateCount = 0;
        int firstPut = 0;
        int firstTake = 0;
        int puts = 0;
        int takes = 0;
        int in = start;
        int out = start;
        for (int placed = 0; placed < count; placed++) {
            while (gone[firstPut]) {
                firstPut++;
            }
            while (gone[byTakeReturn[firstTake]]) {
                firstTake++;
            }
            // A value may be first if its put precedes all that is left and its take all takes.
            int takeReturn = table.takeReturn(members[byTakeReturn[firstTake]]);
            int putReturn = Math.min(table.putReturn(members[firstPut]), takeReturn);
            while (puts < count && table.putCall(members[byPutCall[puts]]) < putReturn) {
                int i = byPutCall[puts++];
                if (++admitted[i] == 2) {
                    candidates[candidateCount++] = i;
                }
            }
            while (takes < count && table.takeCall(members[byTakeCall[takes]]) < takeReturn) {
                int i = byTakeCall[takes++];
                if (++admitted[i] == 2) {
                    candidates[candidateCount++] = i;
                }
            }
            if (candidateCount == 0) {
                return false;
            }
            int chosen = candidates[--candidateCount];
            gone[chosen] = true;
            int value = members[chosen];
            in = Math.max(in, table.putCall(value) + 1);
            out = Math.max(Math.max(out, in), table.takeCall(value) + 1);
            place(value, in, out);
        }
        return true;
    }

    /** Positions in the members, by the return of the take (0), the call of the put (1) or of the take. */
    private int[] sorted(int[] members, int by) {
        long[] keys = new long[members.length];
        for (int i = 0; i < members.length; i++) {
            int value = members[i];
            int key = by == 0
                    ? table.takeReturn(value)
                    : by == 1 ? table.putCall(value) : table.takeCall(value);
            keys[i] = (long) key << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] positions = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            positions[i] = (int) keys[i];
        }
        return positions;
    }
}
