package dev.assay.checker.engine;

import dev.assay.checker.model.RegisterAction;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Puts the mismatches (a failed cas that saw another value) into a legal order of all the others:
 * each at the first place that real time allows where the value is another. If one finds no place
 * that says nothing yet: in another order it might.
 */
final class Mismatches {

    private final RegisterTable table;
    private final Timeline<RegisterAction> timeline;
    private final int[] order;

    /** The value at each gap of the order: before its first operation, ..., after its last. */
    private final int[] valueAt;

    /** By return rank: the gap behind all that had returned by then. */
    private final int[] gapAfterReturn;

    /** By call rank: the gap before all that was called from then on. */
    private final int[] gapBeforeCall;

    Mismatches(RegisterTable table, int[] order) {
        this.table = table;
        this.timeline = table.timeline;
        this.order = order;
        this.valueAt = new int[order.length + 1];
        int ranks = 2 * timeline.size() + 1;
        this.gapAfterReturn = new int[ranks];
        this.gapBeforeCall = new int[ranks];
        Arrays.fill(gapBeforeCall, order.length);
        for (int i = 0; i < order.length; i++) {
            int op = order[i];
            valueAt[i + 1] = table.readOnly(op) ? valueAt[i] : table.put[op];
            if (!timeline.optional(op)) {
                gapAfterReturn[timeline.ret[op]] = i + 1;
            }
            gapBeforeCall[timeline.call[op]] = i;
        }
        for (int rank = 1; rank < ranks; rank++) {
            gapAfterReturn[rank] = Math.max(gapAfterReturn[rank], gapAfterReturn[rank - 1]);
        }
        for (int rank = ranks - 2; rank >= 0; rank--) {
            gapBeforeCall[rank] = Math.min(gapBeforeCall[rank], gapBeforeCall[rank + 1]);
        }
    }

    /** The order with all mismatches in it, or null if one finds no place. */
    int @Nullable [] inserted() {
        int[] gapOf = new int[table.size()];
        int count = 0;
        int gapMin = 0;
        PriorityQueue<Integer> running =
                new PriorityQueue<>((a, b) -> Integer.compare(timeline.ret[a], timeline.ret[b]));
        for (int op = 0; op < table.size(); op++) {
            if (table.kind[op] != RegisterAction.Kind.MISMATCH) {
                continue;
            }
            while (!running.isEmpty() && timeline.ret[running.peek()] < timeline.call[op]) {
                gapMin = Math.max(gapMin, gapOf[running.remove()]);
            }
            int gap = Math.max(gapMin, gapAfterReturn[timeline.call[op]]);
            while (gap <= order.length && valueAt[gap] == table.expected[op]) {
                gap++;
            }
            if (gap > gapBeforeCall[timeline.ret[op]]) {
                return null;
            }
            gapOf[op] = gap;
            running.add(op);
            count++;
        }
        return merged(gapOf, count);
    }

    private int[] merged(int[] gapOf, int count) {
        long[] keys = new long[count];
        int next = 0;
        for (int op = 0; op < table.size(); op++) {
            if (table.kind[op] == RegisterAction.Kind.MISMATCH) {
                keys[next++] = ((long) gapOf[op] << Integer.SIZE) | op;
            }
        }
        Arrays.sort(keys);
        int[] merged = new int[order.length + count];
        int length = 0;
        int mismatch = 0;
        for (int gap = 0; gap <= order.length; gap++) {
            while (mismatch < count && keys[mismatch] >>> Integer.SIZE == gap) {
                merged[length++] = (int) keys[mismatch++];
            }
            if (gap < order.length) {
                merged[length++] = order[gap];
            }
        }
        return merged;
    }
}
