package dev.assay.checker.engine;

import java.util.Arrays;

/**
 * The configurations that the search has seen: a set of keys of a few words each, in arrays with open
 * addressing. A key's last word is never 0, which marks a free place. For one thread.
 *
 * <p>Keys are spread over parts by their hash, and a part grows alone: moving all keys at once takes
 * a tenth of the time that it took to find them, in which nobody looks at the clock, and needs half
 * of the memory to be free.
 */
final class Memo {

    private static final int PARTS_LOG = 6;
    private static final int PLACES_MIN = 1 << 2;

    private final int words;
    private final long bytesMax;
    private final long[][] tables = new long[1 << PARTS_LOG][];
    private final int[] places = new int[tables.length];
    private final int[] sizes = new int[tables.length];
    private long bytes;

    /** Of the key that was last asked about. */
    private long hash;

    /** For keys of this many words, in tables of at most this many bytes. */
    Memo(int words, long bytesMax) {
        this.words = words;
        this.bytesMax = bytesMax;
        Arrays.fill(places, PLACES_MIN);
        Arrays.setAll(tables, part -> new long[PLACES_MIN * words]);
        this.bytes = (long) tables.length * PLACES_MIN * words * Long.BYTES;
    }

    /** Whether there is room for this key; {@link #add} is about the one that was last asked about. */
    boolean hasRoom(long[] key) {
        hash = hash(key, 0);
        int part = part(hash);
        return sizes[part] < places[part] - places[part] / 4 || grow(part);
    }

    /** Adds the key; false if it was there. */
    boolean add(long[] key) {
        int part = part(hash);
        long[] table = tables[part];
        int at = place(table, places[part], hash, key, 0);
        if (table[at + words - 1] != 0) {
            return false;
        }
        System.arraycopy(key, 0, table, at, words);
        sizes[part]++;
        return true;
    }

    long bytes() {
        return bytes;
    }

    private boolean grow(int part) {
        long[] table = tables[part];
        long wanted = 2L * table.length;
        if (wanted > Integer.MAX_VALUE - 8 || bytes + wanted * Long.BYTES > bytesMax) {
            return false;
        }
        long[] wider = new long[(int) wanted];
        places[part] *= 2;
        for (int from = 0; from < table.length; from += words) {
            if (table[from + words - 1] != 0) {
                int to = place(wider, places[part], hash(table, from), table, from);
                System.arraycopy(table, from, wider, to, words);
            }
        }
        tables[part] = wider;
        bytes += (wanted - table.length) * Long.BYTES;
        return true;
    }

    private static int part(long hash) {
        return (int) (hash >>> Long.SIZE - PARTS_LOG);
    }

    private long hash(long[] keys, int from) {
        long mixed = 0;
        for (int word = 0; word < words; word++) {
            mixed = NumberIndex.mix(mixed, keys[from + word]);
        }
        return mixed;
    }

    /** Where the key at {@code keys[from]} is, or would go. */
    private int place(long[] in, int count, long hashed, long[] keys, int from) {
        int place = (int) hashed & (count - 1);
        while (in[place * words + words - 1] != 0 && !same(in, place * words, keys, from)) {
            place = (place + 1) & (count - 1);
        }
        return place * words;
    }

    private boolean same(long[] in, int at, long[] keys, int from) {
        for (int word = words - 1; word >= 0; word--) {
            if (in[at + word] != keys[from + word]) {
                return false;
            }
        }
        return true;
    }
}
