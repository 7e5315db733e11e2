package dev.assay.checker.engine;

import java.util.Arrays;

/** Numbers at positions, with the largest of any range in logarithmic time. For one thread. */
final class RangeTree {

    /** No number: smaller than all. */
    static final int NONE = Integer.MIN_VALUE;

    private final int leaves;
    private final int[] largest;

    /** Of this many positions, with no number yet. */
    RangeTree(int size) {
        this.leaves = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
        this.largest = new int[2 * leaves];
        Arrays.fill(largest, NONE);
    }

    /** Sets a number where {@link #build} is still to come. */
    void put(int position, int number) {
        largest[leaves + position] = number;
    }

    /** After all {@link #put}. */
    void build() {
        for (int node = leaves - 1; node > 0; node--) {
            largest[node] = Math.max(largest[2 * node], largest[2 * node + 1]);
        }
    }

    void remove(int position) {
        int node = leaves + position;
        largest[node] = NONE;
        for (node /= 2; node > 0; node /= 2) {
            int now = Math.max(largest[2 * node], largest[2 * node + 1]);
            if (largest[node] == now) {
                return;
            }
            largest[node] = now;
        }
    }

    /** The largest number from one position to before another; {@link #NONE} if there is none. */
    int largest(int from, int to) {
        int result = NONE;
        int left = leaves + from;
        int right = leaves + to;
        while (left < right) {
            if ((left & 1) == 1) {
                result = Math.max(result, largest[left++]);
            }
            if ((right & 1) == 1) {
                result = Math.max(result, largest[--right]);
            }
            left /= 2;
            right /= 2;
        }
        return result;
    }

    /** The first position from one on, and before another, with a larger number than this; or -1. */
    int firstLarger(int from, int to, int number) {
        if (from >= to) {
            return -1;
        }
        int node = leaves + from;
        while (largest[node] <= number) {
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
            node += largest[node] > number ? 0 : 1;
        }
        int position = node - leaves;
        return position < to ? position : -1;
    }
}
