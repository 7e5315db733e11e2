package dev.assay.checker.engine;

import java.util.Arrays;

/**
 * Finds the numbers of things by their hashes: open addressing in parts, each of which grows alone,
 * for the reason that {@link Memo} has. (That one has its keys in the places themselves, one look at
 * memory less; here they are numbered, and kept elsewhere.) Whoever asks compares the things:
 *
 * <pre>{@code
 * for (int n = index.first(hash); n != NumberIndex.NONE; n = index.next()) { ... }
 * index.add(number); // of the hash that was last looked for, which is not there
 * }</pre>
 *
 * <p>For one thread.
 */
final class NumberIndex {

    static final int NONE = -1;

    private static final int PARTS_LOG = 6;
    private static final int PLACES_MIN = 1 << 5;

    /** Above, the index is worth parts. */
    private static final int PLACES_OF_ONE_PART_MAX = 1 << 12;

    /** A larger index is not emptied but given up. */
    private static final int PLACES_KEPT = 1 << 8;

    /** Half of a hash, then number + 1; 0 is a free place. */
    private long[][] parts = new long[1][PLACES_MIN];

    private int[] sizes = new int[1];
    private long bytes = (long) PLACES_MIN * Long.BYTES;

    private long sought;
    private int place;

    long bytes() {
        return bytes;
    }

    /** Spreads a word and what was mixed before over all bits. */
    static long mix(long mixed, long word) {
        long product = (mixed ^ word) * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 32;
    }

    /** The first number whose thing may have this hash, or {@link #NONE}. */
    int first(long hash) {
        sought = hash;
        place = (int) hash;
        return numberFrom(place);
    }

    /** The next number whose thing may have the hash, or {@link #NONE}. */
    int next() {
        return numberFrom(place + 1);
    }

    private int numberFrom(int from) {
        long[] part = parts[part(sought)];
        place = from & part.length - 1;
        while (part[place] != 0) {
            if ((int) (part[place] >>> Integer.SIZE) == (int) sought) {
                return (int) part[place] - 1;
            }
            place = place + 1 & part.length - 1;
        }
        return NONE;
    }

    /** Adds a number for the hash of which {@link #first} or {@link #next} has just said NONE. */
    void add(int number) {
        int part = part(sought);
        parts[part][place] = sought << Integer.SIZE | number + 1;
        if (++sizes[part] > parts[part].length / 4 * 3) {
            grow(part);
        }
    }

    void clear() {
        if (parts.length == 1 && parts[0].length <= PLACES_KEPT) {
            Arrays.fill(parts[0], 0);
            sizes[0] = 0;
        } else {
            parts = new long[1][PLACES_MIN];
            sizes = new int[1];
            bytes = (long) PLACES_MIN * Long.BYTES;
        }
    }

    private void grow(int part) {
        long[] narrow = parts[part];
        if (parts.length == 1 && narrow.length == PLACES_OF_ONE_PART_MAX) {
            split(narrow);
            return;
        }
        long[] wide = new long[2 * narrow.length];
        for (long entry : narrow) {
            if (entry != 0) {
                insert(wide, entry);
            }
        }
        parts[part] = wide;
        bytes += (long) narrow.length * Long.BYTES;
    }

    /** Things that share many bits of their hashes may all come into one part. */
    private void split(long[] whole) {
        parts = new long[1 << PARTS_LOG][];
        sizes = new int[parts.length];
        for (long entry : whole) {
            if (entry != 0) {
                sizes[part(entry >>> Integer.SIZE)]++;
            }
        }
        bytes = 0;
        for (int part = 0; part < parts.length; part++) {
            parts[part] = new long[Math.max(PLACES_MIN, 4 * Integer.highestOneBit(sizes[part]))];
            bytes += (long) parts[part].length * Long.BYTES;
        }
        for (long entry : whole) {
            if (entry != 0) {
                insert(parts[part(entry >>> Integer.SIZE)], entry);
            }
        }
    }

    private static void insert(long[] part, long entry) {
        int to = (int) (entry >>> Integer.SIZE) & part.length - 1;
        while (part[to] != 0) {
            to = to + 1 & part.length - 1;
        }
        part[to] = entry;
    }

    /** By the uppermost bits of the half that is kept. */
    private int part(long hash) {
        return (int) hash >>> Integer.SIZE - PARTS_LOG & parts.length - 1;
    }
}
