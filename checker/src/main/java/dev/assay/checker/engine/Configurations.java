package dev.assay.checker.engine;

/**
 * A set of configurations of {@link JustInTime}: which of the open operations are placed, as bits,
 * and the state; each with one of the paths that lead there. They are numbered in the order in which
 * they were added, so that new ones can be added while one goes through all. For one thread.
 *
 * <p>A row has the bits, then the path and the state in one word.
 */
final class Configurations {

    private static final long STATE_MASK = (1L << Integer.SIZE) - 1;

    private final int bitWords;
    private final Rows rows;

    private final NumberIndex index = new NumberIndex();

    /** Empty, for so many words of bits. */
    Configurations(int bitWords) {
        this.bitWords = bitWords;
        this.rows = new Rows(bitWords + 1);
    }

    int size() {
        return rows.size();
    }

    long bytes() {
        return rows.bytes() + index.bytes();
    }

    /** Bytes after some hundred more. */
    long bytesSoon() {
        return rows.bytesSoon() + index.bytes();
    }

    int bitWords() {
        return bitWords;
    }

    /** An array for one configuration, as {@link #copy} fills it. */
    long[] newKey() {
        return new long[bitWords + 1];
    }

    /** The bits of a configuration, then its {@link #lastWord}. */
    void copy(int number, long[] key) {
        rows.copy(number, key);
    }

    boolean has(int number, int bit) {
        return (rows.get(number, bit / Long.SIZE) & 1L << bit) != 0;
    }

    int state(int number) {
        return (int) rows.get(number, bitWords);
    }

    int path(int number) {
        return (int) (rows.get(number, bitWords) >>> Integer.SIZE);
    }

    void setPath(int number, int path) {
        rows.set(number, bitWords, lastWord(state(number), path));
    }

    /** The last word of a key. */
    static long lastWord(int state, int path) {
        return ((long) path << Integer.SIZE) | state;
    }

    /** Adds the key, with its path, as the last one; false if one with its bits and state is here. */
    boolean add(long[] key) {
        for (int n = index.first(hash(key)); n != NumberIndex.NONE; n = index.next()) {
            if (same(n, key)) {
                return false;
            }
        }
        index.add(rows.add(key));
        return true;
    }

    /** Without any, as new. */
    void clear() {
        rows.truncate(0);
        index.clear();
    }

    private boolean same(int row, long[] key) {
        if ((int) rows.get(row, bitWords) != (int) key[bitWords]) {
            return false;
        }
        for (int word = 0; word < bitWords; word++) {
            if (rows.get(row, word) != key[word]) {
                return false;
            }
        }
        return true;
    }

    private long hash(long[] key) {
        long mixed = NumberIndex.mix(0, key[bitWords] & STATE_MASK);
        for (int word = 0; word < bitWords; word++) {
            mixed = NumberIndex.mix(mixed, key[word]);
        }
        return mixed;
    }
}
