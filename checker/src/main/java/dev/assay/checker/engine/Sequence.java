package dev.assay.checker.engine;

import dev.assay.checker.history.Sorting;

import java.util.Arrays;

/** Operations with the moments that a monitor found for them, to be put into order. */
final class Sequence {

    private final int[] ops;
    private final long[] moments;
    private int length;

    /** For at most this many. */
    Sequence(int max) {
        ops = new int[max];
        moments = new long[max];
    }

    /** At a moment; of two at the same one the smaller {@code turn} goes first, then the first added. */
    void add(int op, int moment, int turn) {
        moments[length] = (long) moment << Integer.SIZE | turn;
        ops[length++] = op;
    }

    int[] order() {
        Sorting.sort(moments, ops, length);
        return Arrays.copyOf(ops, length);
    }
}
