package dev.assay.checker.engine;

/**
 * How configurations came to be: operations, each with the one placed before it, as a tree whose
 * branches share their beginnings. A path is the number of its last operation; each number is larger
 * than the ones before it on its path. For one thread.
 */
final class Paths {

    /** The path of the first configuration. */
    static final int NONE = -1;

    private static final int COLLECTED_MIN = 1 << 16;

    /** The operation, and before it the path up to it. */
    private final Rows nodes = new Rows(1);

    private int collectAt = COLLECTED_MIN;

    long bytes() {
        return nodes.bytes();
    }

    /** Bytes after some hundred more. */
    long bytesSoon() {
        return nodes.bytesSoon();
    }

    int size() {
        return nodes.size();
    }

    /** The path with one more operation. */
    int add(int before, int op) {
        return nodes.add(((long) before << Integer.SIZE) | op);
    }

    /** The operations of a path in their order. */
    int[] order(int path) {
        int length = 0;
        for (int at = path; at != NONE; at = before(at)) {
            length++;
        }
        int[] order = new int[length];
        for (int at = path; at != NONE; at = before(at)) {
            order[--length] = (int) nodes.get(at, 0);
        }
        return order;
    }

    /** Whether most of them may be of configurations that are no more. */
    boolean shouldCollect() {
        return nodes.size() >= collectAt;
    }

    /** Bytes that {@link #collect} needs meanwhile. */
    long bytesToCollect() {
        return nodes.size() / Long.SIZE * (long) (Long.BYTES + Integer.BYTES);
    }

    /**
     * Keeps the paths of these configurations and no others, under new numbers.
     *
     * @throws Exhausted when the limit says stop
     */
    void collect(Configurations living, Limit limit) {
        long[] live = new long[nodes.size() / Long.SIZE + 1];
        for (int i = 0; i < living.size(); i++) {
            Exhausted.check(limit, i);
            int at = living.path(i);
            while (at != NONE && (live[at / Long.SIZE] & 1L << at) == 0) {
                live[at / Long.SIZE] |= 1L << at;
                at = before(at);
            }
        }
        int[] liveBefore = new int[live.length];
        for (int word = 1; word < live.length; word++) {
            liveBefore[word] = liveBefore[word - 1] + Long.bitCount(live[word - 1]);
        }
        int kept = 0;
        for (int at = 0; at < nodes.size(); at++) {
            Exhausted.check(limit, at);
            if ((live[at / Long.SIZE] & 1L << at) != 0) {
                int before = renumbered(before(at), live, liveBefore);
                nodes.set(kept++, 0, ((long) before << Integer.SIZE) | (int) nodes.get(at, 0));
            }
        }
        for (int i = 0; i < living.size(); i++) {
            Exhausted.check(limit, i);
            living.setPath(i, renumbered(living.path(i), live, liveBefore));
        }
        nodes.truncate(kept);
        collectAt = (int) Math.min(Rows.SIZE_MAX, Math.max(COLLECTED_MIN, 2L * kept));
    }

    private static int renumbered(int path, long[] live, int[] liveBefore) {
        if (path == NONE) {
            return NONE;
        }
        int word = path / Long.SIZE;
        return liveBefore[word] + Long.bitCount(live[word] & (1L << path) - 1);
    }

    private int before(int path) {
        return (int) (nodes.get(path, 0) >>> Integer.SIZE);
    }
}
