package dev.assay.checker.engine;

import java.util.Arrays;

/**
 * Numbers of some kinds at positions, with the largest of any range in logarithmic time. For one
 * thread.
 */
final class RangeTree {

    /** No number: smaller than all. */
    static final int NONE = Integer.MIN_VALUE;

    private final int kinds;
    private final int leaves;

    /** By node, all kinds together: what is removed is removed from all, and the memory is far. */
    private final int[] largest;

    /** Of this many positions, with no number yet. */
    RangeTree(int kinds, int positions) {
        this.kinds = kinds;
        this.leaves = Integer.highestOneBit(Math.max(1, positions - 1)) << 1;
        this.largest = new int[2 * leaves * kinds];
        Arrays.fill(largest, NONE);
    }

    /** Sets a number where {@link #build} is still to come. */
    void put(int kind, int position, int number) {
        largest[(leaves + position) * kinds + kind] = number;
    }

    /** After all {@link #put}. */
    void build() {
        for (int node = leaves - 1; node > 0; node--) {
            update(node);
        }
    }

    /** Takes the numbers of all kinds away. */
    void remove(int position) {
        int node = leaves + position;
        Arrays.fill(largest, node * kinds, (node + 1) * kinds, NONE);
        do {
            node /= 2;
        } while (node > 0 && update(node));
    }

    /** Whether that changed anything. */
    private boolean update(int node) {
        boolean changed = false;
        int at = node * kinds;
        int left = 2 * at;
        for (int kind = 0; kind < kinds; kind++) {
            int now = Math.max(largest[left + kind], largest[left + kinds + kind]);
            changed |= largest[at + kind] != now;
            largest[at + kind] = now;
        }
        return changed;
    }

    /** The largest number from one position to before another; {@link #NONE} if there is none. */
    int largest(int kind, int from, int to) {
        int result = NONE;
        int left = leaves + from;
        int right = leaves + to;
        while (left < right) {
            if ((left & 1) == 1) {
                result = Math.max(result, largest[left++ * kinds + kind]);
            }
            if ((right & 1) == 1) {
                result = Math.max(result, largest[--right * kinds + kind]);
            }
            left /= 2;
            right /= 2;
        }
        return result;
    }

    /** The first position from one on, and before another, with a larger number than this; or -1. */
    int firstLarger(int kind, int from, int to, int number) {
        if (from >= to) {
            return -1;
        }
        int node = leaves + from;
        while (largest[node * kinds + kind] <= number) {
            while ((node & 1) == 1) {
                node /= 2; // what follows a right child is beside one of its parents
            }
            if (node == 0) {
                return -1;
            }
            node++;
        }
        while (node < leaves) {
            node *= 2;
            node += largest[node * kinds + kind] > number ? 0 : 1;
        }
        int position = node - leaves;
        return position < to ? position : -1;
    }
}
