package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;

import java.util.Arrays;

/**
 * Which node must come before which, and why: nodes are transactions and, above {@link
 * #transactions}, joints that stand for many edges at once (from each that leads into a joint to each
 * that it leads to). An edge out of a joint has the kind {@link #VIA} and means what the edge into it
 * meant. Arrays of plain numbers, some 30 bytes an edge. For one thread while it grows.
 */
final class Graph {

    /** The other overwrote, or appended right behind, what the one wrote. */
    static final int WW = 1;

    /** The other read what the one wrote. */
    static final int WR = 2;

    /** The one read what the other overwrote or appended to. */
    static final int RW = 4;

    /** The one had completed before the other was invoked. */
    static final int RT = 8;

    /** Out of a joint. */
    static final int VIA = 16;

    /** No key has to do with it. */
    static final int NO_KEY = -1;

    private static final int EDGE_BYTES = 26;
    private static final int NODE_BYTES = 4;

    final int transactions;
    private int nodes;
    private int size;
    private int[] froms = new int[1 << 10];
    private int[] tos = new int[1 << 10];
    private int[] keys = new int[1 << 10];
    private byte[] kinds = new byte[1 << 10];

    /** After {@link #seal}: where the edges out of each node begin. */
    private int[] first = new int[0];

    private final Limit limit;
    private final long held;

    /** For a part of another that was within its limit. */
    Graph(int transactions) {
        this(transactions, Limit.ofBytes(Long.MAX_VALUE), 0);
    }

    /** @param held what counts towards the limit beside this graph, in bytes */
    Graph(int transactions, Limit limit, long held) {
        this.transactions = transactions;
        this.nodes = transactions;
        this.limit = limit;
        this.held = held;
    }

    /** A new joint. */
    int joint() {
        return nodes++;
    }

    boolean isJoint(int node) {
        return node >= transactions;
    }

    int nodes() {
        return nodes;
    }

    /**
     * An edge; none from a transaction to itself.
     *
     * @throws Exhausted if there is no memory for it
     */
    void add(int kind, int from, int to, int key) {
        if (from == to) {
            return;
        }
        if (size == froms.length) {
            int more = Math.addExact(size, size >> 1);
            Exhausted.beyond(limit, held + bytes() + (long) more * EDGE_BYTES / 2);
            froms = Arrays.copyOf(froms, more);
            tos = Arrays.copyOf(tos, more);
            keys = Arrays.copyOf(keys, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        froms[size] = from;
        tos[size] = to;
        keys[size] = key;
        kinds[size++] = (byte) kind;
    }

    /** Sorts the edges by where they come from; none may be added afterwards. */
    void seal() {
        first = new int[nodes + 1];
        for (int edge = 0; edge < size; edge++) {
            first[froms[edge] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            first[node + 1] += first[node];
        }
        int[] next = Arrays.copyOf(first, nodes);
        int[] sortedTos = new int[size];
        int[] sortedKeys = new int[size];
        byte[] sortedKinds = new byte[size];
        for (int edge = 0; edge < size; edge++) {
            int place = next[froms[edge]]++;
            sortedTos[place] = tos[edge];
            sortedKeys[place] = keys[edge];
            sortedKinds[place] = kinds[edge];
        }
        froms = new int[0];
        tos = sortedTos;
        keys = sortedKeys;
        kinds = sortedKinds;
    }

    /** The first edge out of a node. */
    int from(int node) {
        return first[node];
    }

    /** Behind the last edge out of a node. */
    int until(int node) {
        return first[node + 1];
    }

    int to(int edge) {
        return tos[edge];
    }

    int kind(int edge) {
        return kinds[edge];
    }

    int key(int edge) {
        return keys[edge];
    }

    /** By its own account, sealing included. */
    long bytes() {
        return (long) size * EDGE_BYTES + (long) nodes * NODE_BYTES;
    }
}
