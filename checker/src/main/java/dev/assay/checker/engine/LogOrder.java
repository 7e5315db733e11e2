package dev.assay.checker.engine;

import dev.assay.checker.history.Sorting;

import java.util.Arrays;

/**
 * Follows the order in which the system says that operations took effect: by their index in its log.
 * It is a hint and no more: each step must be legal and keep real time, or nothing was placed. An
 * operation that changes something and has no index is placed when it is time for it to return; reads
 * are placed as soon as they are legal, whatever they say. For one thread.
 */
final class LogOrder {

    private final Timeline<?> timeline;
    private final Steps steps;
    private final Placement placed;

    LogOrder(Timeline<?> timeline, Steps steps, Placement placed) {
        this.timeline = timeline;
        this.steps = steps;
        this.placed = placed;
    }

    /** Whether all could be placed; if not, nothing is. */
    boolean holds() {
        placed.placeReads();
        for (int op : byIndex()) {
            while (!placed.complete() && timeline.call[op] > placed.openUntil()) {
                int first = placed.firstOpen();
                if (hasIndex(first) || !place(first)) {
                    placed.takeBackAll();
                    return false;
                }
            }
            if (placed.complete()) {
                break; // what is left is optional
            }
            if (!place(op)) {
                placed.takeBackAll();
                return false;
            }
        }
        while (!placed.complete()) {
            if (!place(placed.firstOpen())) {
                placed.takeBackAll();
                return false;
            }
        }
        return true;
    }

    private boolean place(int op) {
        int after = steps.step(op, placed.state());
        if (after == Steps.ILLEGAL) {
            return false;
        }
        if (!placed.isPlaced(op)) {
            placed.choose(op, after);
            placed.placeReads();
        }
        return true;
    }

    private boolean hasIndex(int op) {
        return timeline.raftIndex != null && timeline.raftIndex[op] >= 0 && !steps.readOnly(op);
    }

    /** Those that change something, by index; of one index those invoked first. */
    private int[] byIndex() {
        long[] indexes = new long[timeline.size()];
        int[] ops = new int[indexes.length];
        int count = 0;
        for (int op = 0; op < ops.length; op++) {
            if (hasIndex(op) && timeline.raftIndex != null) {
                indexes[count] = timeline.raftIndex[op];
                ops[count++] = op;
            }
        }
        Sorting.sort(indexes, ops, count);
        return Arrays.copyOf(ops, count);
    }
}
