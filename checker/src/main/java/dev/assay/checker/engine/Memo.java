package dev.assay.checker.engine;

/**
 * The configurations that the search has seen: a set of keys of a few words each, in one array with
 * open addressing. A key's last word is never 0, which marks a free place. For one thread.
 */
final class Memo {

    private static final int PLACES_MIN = 1 << 6;

    private final int words;
    private final long bytesMax;
    private long[] table;
    private int places;
    private int size;

    /** For keys of this many words, in a table of at most this many bytes. */
    Memo(int words, long bytesMax) {
        this.words = words;
        this.bytesMax = bytesMax;
        this.places = PLACES_MIN;
        this.table = new long[places * words];
    }

    /** Whether there is room for another key. */
    boolean hasRoom() {
        return size < places - places / 4 || grow();
    }

    /** Adds a key; false if it was there. Ask {@link #hasRoom} before. */
    boolean add(long[] key) {
        int at = place(table, places, key, 0);
        if (table[at + words - 1] != 0) {
            return false;
        }
        System.arraycopy(key, 0, table, at, words);
        size++;
        return true;
    }

    long bytes() {
        return (long) table.length * Long.BYTES;
    }

    private boolean grow() {
        long wanted = 2L * places * words;
        if (wanted > Integer.MAX_VALUE - 8 || (wanted + table.length) * Long.BYTES > bytesMax) {
            return false;
        }
        long[] wider = new long[(int) wanted];
        for (int from = 0; from < table.length; from += words) {
            if (table[from + words - 1] != 0) {
                System.arraycopy(table, from, wider, place(wider, places * 2, table, from), words);
            }
        }
        table = wider;
        places *= 2;
        return true;
    }

    /** Where the key at {@code keys[from]} is, or would go. */
    private int place(long[] in, int count, long[] keys, int from) {
        long hash = 0;
        for (int word = 0; word < words; word++) {
            hash = (hash ^ keys[from + word]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        int place = (int) hash & (count - 1);
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
