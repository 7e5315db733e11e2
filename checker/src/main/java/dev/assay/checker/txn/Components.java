package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;

import java.util.Arrays;

/** The strongly connected components of a graph (Tarjan 1972), without recursion. */
final class Components {

    private static final int NONE = -1;

    private final int[] of;
    private final int[] sizes;

    private Components(int[] of, int[] sizes) {
        this.of = of;
        this.sizes = sizes;
    }

    /** The number of a node's component. */
    int of(int node) {
        return of[node];
    }

    /** Whether a node is in a cycle. */
    boolean cyclic(int node) {
        return sizes[of[node]] > 1;
    }

    /** How many components there are. */
    int count() {
        return sizes.length;
    }

    /** How many nodes a component has. */
    int size(int component) {
        return sizes[component];
    }

    /** By the edges of these kinds alone, and those out of joints. */
    static Components of(Graph graph, int kinds, Limit limit) {
        return new Search(graph, kinds | Graph.VIA, limit).run();
    }

    private static final class Search {
        private final Graph graph;
        private final int kinds;
        private final Limit limit;
        private final int[] order;
        private final int[] low;
        private final int[] of;
        private final int[] edge;
        private final int[] open;
        private final int[] path;
        private int[] sizes = new int[16];
        private int components;
        private int opened;
        private int met;

        Search(Graph graph, int kinds, Limit limit) {
            this.graph = graph;
            this.kinds = kinds;
            this.limit = limit;
            int nodes = graph.nodes();
            order = new int[nodes];
            low = new int[nodes];
            of = new int[nodes];
            edge = new int[nodes];
            open = new int[nodes];
            path = new int[nodes];
            Arrays.fill(of, NONE);
        }

        Components run() {
            for (int node = 0; node < order.length; node++) {
                Exhausted.check(limit, node);
                if (order[node] == 0) {
                    visit(node);
                }
            }
            return new Components(of, Arrays.copyOf(sizes, components));
        }

        private void visit(int root) {
            int depth = 0;
            path[depth] = begin(root);
            while (depth >= 0) {
                int node = path[depth];
                if (edge[node] < graph.until(node)) {
                    int at = edge[node]++;
                    int to = graph.to(at);
                    if ((graph.kind(at) & kinds) == 0) {
                        continue;
                    }
                    if (order[to] == 0) {
                        path[++depth] = begin(to);
                    } else if (of[to] == NONE) {
                        low[node] = Math.min(low[node], order[to]);
                    }
                    continue;
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[node]);
                }
                if (low[node] == order[node]) {
                    close(node);
                }
            }
        }

        private int begin(int node) {
            Exhausted.check(limit, met);
            order[node] = ++met;
            low[node] = met;
            edge[node] = graph.from(node);
            open[opened++] = node;
            return node;
        }

        private void close(int root) {
            if (components == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * components);
            }
            int node;
            do {
                node = open[--opened];
                of[node] = components;
                sizes[components]++;
            } while (node != root);
            components++;
        }
    }
}
