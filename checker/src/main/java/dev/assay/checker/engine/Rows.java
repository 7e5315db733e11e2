package dev.assay.checker.engine;

import java.util.Arrays;

/**
 * Rows of some words each, one behind the other, in chunks that stay where they are: a wider array
 * would have to be filled from the narrower one, and small objects are moved by the garbage
 * collector, both for longer than an engine may go without a look at the clock. For one thread.
 */
final class Rows {

    /** Rows are numbered by ints; with this many, there is no room for others. */
    static final int SIZE_MAX = Integer.MAX_VALUE - Short.MAX_VALUE;

    private static final int CHUNK_LOG = 17;

    /** So many rows before a chunk is full, the next one counts. */
    private static final int SOON = 1 << 9;

    private static final int ROWS_MIN = 1 << 4;

    private final int width;
    private long[][] chunks = new long[1][];
    private int size;
    private long bytes;

    /** Without rows, each of which will have so many words. */
    Rows(int width) {
        this.width = width;
        chunks[0] = chunk(ROWS_MIN);
    }

    int size() {
        return size;
    }

    /** Bytes of all chunks. */
    long bytes() {
        return bytes;
    }

    /** Bytes after some hundred rows more, for who wants to stop before. */
    long bytesSoon() {
        int last = size >>> CHUNK_LOG;
        long rows = last == 0 ? chunks[0].length / width : 1 << CHUNK_LOG;
        boolean fits = size + SOON <= (last << CHUNK_LOG) + rows;
        return fits ? bytes : bytes + Math.max(SOON, rows) * width * Long.BYTES;
    }

    /** The word of a row. */
    long get(int row, int word) {
        return chunks[row >>> CHUNK_LOG][at(row) + word];
    }

    void set(int row, int word, long value) {
        chunks[row >>> CHUNK_LOG][at(row) + word] = value;
    }

    /** Appends the first words of the array, as many as a row has. */
    int add(long[] words) {
        long[] chunk = roomForOne();
        System.arraycopy(words, 0, chunk, at(size), width);
        return size++;
    }

    /** Appends a row of one word. */
    int add(long word) {
        roomForOne()[at(size)] = word;
        return size++;
    }

    /** Copies a row to the start of the array. */
    void copy(int row, long[] to) {
        System.arraycopy(chunks[row >>> CHUNK_LOG], at(row), to, 0, width);
    }

    /** Forgets the rows from this one on; chunks without a row are given up. */
    void truncate(int newSize) {
        size = newSize;
        int used = Math.max(1, (newSize + (1 << CHUNK_LOG) - 1) >>> CHUNK_LOG);
        for (int i = used; i < chunks.length && chunks[i] != null; i++) {
            bytes -= (long) chunks[i].length * Long.BYTES;
            chunks[i] = null;
        }
    }

    private int at(int row) {
        return (row & (1 << CHUNK_LOG) - 1) * width;
    }

    /** @throws Exhausted when rows have no more numbers */
    private long[] roomForOne() {
        if (size == SIZE_MAX) {
            throw Exhausted.ofRoom();
        }
        int index = size >>> CHUNK_LOG;
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * index);
        }
        long[] chunk = chunks[index];
        if (chunk == null) {
            chunk = chunk(1 << CHUNK_LOG);
        } else if (at(size) == chunk.length) {
            bytes += (long) chunk.length * Long.BYTES;
            chunk = Arrays.copyOf(chunk, 2 * chunk.length);
        }
        chunks[index] = chunk;
        return chunk;
    }

    private long[] chunk(int rows) {
        bytes += (long) rows * width * Long.BYTES;
        return new long[rows * width];
    }
}
