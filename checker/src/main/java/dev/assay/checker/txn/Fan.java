package dev.assay.checker.txn;

/**
 * Edges from one node to many that stand in a row, as few as there are digits in their number: a
 * tree of joints over the row, of which each stretch is a handful of subtrees. For one thread.
 */
final class Fan {

    private final Graph graph;
    private final int[] row;
    private final int count;

    /** Joint of each subtree, in the order of a heap; made when first needed. */
    private final int[] joints;

    private final int leaves;

    /** Over the first {@code count} transactions of the row. */
    Fan(Graph graph, int[] row, int count) {
        this.graph = graph;
        this.row = row;
        this.count = count;
        this.leaves = Math.max(Integer.highestOneBit(Math.max(count - 1, 1)) << 1, 1);
        this.joints = new int[leaves];
    }

    /** Edges to those at {@code low} to {@code high - 1}, except for {@code without} and its like. */
    void link(int kind, int from, int key, int low, int high, int without, int withoutToo) {
        int a = Math.min(without, withoutToo);
        int b = Math.max(without, withoutToo);
        link(kind, from, key, low, a >= low ? Math.min(a, high) : low);
        link(kind, from, key, Math.max(a + 1, low), b >= low ? Math.min(b, high) : low);
        link(kind, from, key, Math.max(b + 1, low), high);
    }

    private void link(int kind, int from, int key, int low, int high) {
        int l = low + leaves;
        int h = Math.min(high, count) + leaves;
        while (l < h) {
            if ((l & 1) == 1) {
                graph.add(kind, from, node(l++), key);
            }
            if ((h & 1) == 1) {
                graph.add(kind, from, node(--h), key);
            }
            l >>= 1;
            h >>= 1;
        }
    }

    /** The transaction at a leaf, or the joint of a subtree. */
    private int node(int place) {
        if (place >= leaves) {
            return row[place - leaves];
        }
        if (joints[place] == 0) {
            int joint = graph.joint();
            joints[place] = joint;
            for (int child = 2 * place; child <= 2 * place + 1; child++) {
                if (begins(child) < count) {
                    graph.add(Graph.VIA, joint, node(child), Graph.NO_KEY);
                }
            }
        }
        return joints[place];
    }

    /** Where in the row the subtree begins. */
    private int begins(int place) {
        int at = place;
        while (at < leaves) {
            at *= 2;
        }
        return at - leaves;
    }
}
