package dev.assay.checker.txn;

import dev.assay.checker.engine.Limit;

import java.util.Arrays;

/** Some nodes of a graph and the edges between them, numbered anew, transactions first. */
final class Part {

    final Graph graph;

    /** What the nodes are in the whole; in ascending order. */
    private final int[] nodes;

    private Part(Graph graph, int[] nodes) {
        this.graph = graph;
        this.nodes = nodes;
    }

    /** Of these nodes, in ascending order. */
    static Part of(Graph whole, int[] nodes) {
        int transactions = 0;
        while (transactions < nodes.length && !whole.isJoint(nodes[transactions])) {
            transactions++;
        }
        Graph graph = new Graph(transactions);
        for (int i = transactions; i < nodes.length; i++) {
            graph.joint();
        }
        for (int node = 0; node < nodes.length; node++) {
            for (int edge = whole.from(nodes[node]); edge < whole.until(nodes[node]); edge++) {
                int to = Arrays.binarySearch(nodes, whole.to(edge));
                if (to >= 0) {
                    graph.add(whole.kind(edge), node, to, whole.key(edge));
                }
            }
        }
        graph.seal();
        return new Part(graph, nodes);
    }

    int whole(int node) {
        return nodes[node];
    }

    /** Whether there is a cycle in which no rw follows another. */
    boolean hasForbidden(Level level, Limit limit) {
        Components walks = walks(level.kinds(), limit);
        for (int node = 0; node < 2 * graph.nodes(); node++) {
            if (walks.cyclic(node)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The components of a graph that has each node twice: entered by rw (2 * node + 1), which no rw
     * may follow, and otherwise. Its cycles are the closed walks without two rw in a row.
     */
    Components walks(int kinds, Limit limit) {
        Graph walks = new Graph(2 * graph.nodes());
        for (int node = 0; node < graph.nodes(); node++) {
            for (int edge = graph.from(node); edge < graph.until(node); edge++) {
                int kind = graph.kind(edge);
                int to = 2 * graph.to(edge);
                if (kind == Graph.VIA) {
                    walks.add(Graph.VIA, 2 * node, to, Graph.NO_KEY);
                    walks.add(Graph.VIA, 2 * node + 1, to + 1, Graph.NO_KEY);
                } else if ((kind & kinds) != 0) {
                    boolean rw = kind == Graph.RW;
                    walks.add(Graph.VIA, 2 * node, rw ? to + 1 : to, Graph.NO_KEY);
                    if (!rw) {
                        walks.add(Graph.VIA, 2 * node + 1, to, Graph.NO_KEY);
                    }
                }
            }
        }
        walks.seal();
        return Components.of(walks, Graph.VIA, limit);
    }
}
