package dev.assay.checker.history;

/** Stable bottom-up merge sort of primitive pairs, quick on what is nearly in order already. */
public final class Sorting {

    private Sorting() {}

    /** Sorts the first {@code count} keys ascending and moves their values along. */
    public static void sort(long[] keys, int[] values, int count) {
        long[] spareKeys = new long[count];
        int[] spareValues = new int[count];
        for (int width = 1; width < count; width *= 2) {
            for (int from = 0; from + width < count; from += 2 * width) {
                merge(
                        keys,
                        values,
                        spareKeys,
                        spareValues,
                        from,
                        from + width,
                        Math.min(from + 2 * width, count));
            }
        }
    }

    private static void merge(
            long[] keys,
            int[] values,
            long[] left,
            int[] leftValues,
            int from,
            int middle,
            int to) {
        if (keys[middle - 1] <= keys[middle]) {
            return;
        }
        System.arraycopy(keys, from, left, from, middle - from);
        System.arraycopy(values, from, leftValues, from, middle - from);
        int a = from;
        int b = middle;
        int out = from;
        while (a < middle) {
            boolean takeRight = b < to && keys[b] < left[a];
            keys[out] = takeRight ? keys[b] : left[a];
            values[out++] = takeRight ? values[b++] : leftValues[a++];
        }
    }
}
