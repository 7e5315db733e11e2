package dev.assay.checker.txn;

import dev.assay.checker.engine.Limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Short cycles of a strongly connected part, breadth first from some of its transactions. Joints cost
 * nothing: a cycle is as long as it has transactions. For one thread.
 */
final class Search {

    /** From so many transactions it is tried: the first few nearly always show a shortest one. */
    private static final int STARTS_MAX = 256;

    /** Edges to look at for one shape, once a cycle was found: a part of a second. */
    private static final long STEPS_MAX = 1 << 23;

    /** And while none was found: a few seconds. */
    private static final long STEPS_WITHOUT_MAX = 1L << 28;

    private static final int UNSEEN = -1;

    private final Part part;
    private final Graph graph;
    private final Limit limit;
    private final int[] distance;
    private final int[] parent;
    private final int[] parentEdge;

    /** States to go on from: now, and when the next transaction is reached. */
    private int[] now;

    private int[] next;
    private final int[] touched;
    private int touchedCount;
    private long steps;

    Search(Part part, Limit limit) {
        this.part = part;
        this.graph = part.graph;
        this.limit = limit;
        int states = 2 * graph.nodes();
        distance = new int[states];
        parent = new int[states];
        parentEdge = new int[states];
        now = new int[states + 1];
        next = new int[states + 1];
        touched = new int[states];
        Arrays.fill(distance, UNSEEN);
    }

    /** A shortest cycle of this shape that was found; empty if there is none. */
    List<Cycles.Link> shortest(Cycle.Shape shape) {
        boolean any = shape.rule() == Cycle.Rule.ANY;
        Components components =
                any ? Components.of(graph, shape.kinds(), limit) : part.walks(shape.kinds(), limit);
        int[] starts = starts(components, any);
        List<Cycles.Link> best = List.of();
        steps = 0;
        int stride = Math.max(starts.length / STARTS_MAX, 1);
        for (int pass = 0; pass < stride; pass++) {
            for (int i = pass; i < starts.length; i += stride) {
                if (best.isEmpty() ? steps > STEPS_WITHOUT_MAX : steps > STEPS_MAX) {
                    return best;
                }
                List<Cycles.Link> cycle = from(starts[i], shape, best.size());
                best = cycle.isEmpty() ? best : cycle;
                if (best.size() == 2 || (!best.isEmpty() && limit.exhausted())) {
                    return best;
                }
            }
            if (!best.isEmpty()) {
                return best;
            }
        }
        return best;
    }

    private int[] starts(Components components, boolean any) {
        int[] starts = new int[graph.transactions];
        int count = 0;
        for (int node = 0; node < graph.transactions; node++) {
            boolean cyclic = any
                    ? components.cyclic(node)
                    : components.cyclic(2 * node) || components.cyclic(2 * node + 1);
            if (cyclic) {
                starts[count++] = node;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** The shortest cycle through a transaction if it is shorter than so many. */
    private List<Cycles.Link> from(int start, Cycle.Shape shape, int shorterThan) {
        for (int i = 0; i < touchedCount; i++) {
            distance[touched[i]] = UNSEEN;
        }
        touchedCount = 0;
        // Without two rw in a row some transaction of the cycle is left by another edge: begin
        // there.
        int first = 2 * start + (shape.rule() == Cycle.Rule.NO_TWO_RW ? 1 : 0);
        int nowCount = 0;
        int nextCount = 0;
        now[nowCount++] = first;
        int length = 0;
        while (nowCount > 0) {
            length++;
            if (shorterThan > 0 && length >= shorterThan) {
                return List.of();
            }
            nextCount = 0;
            while (nowCount > 0) {
                int state = now[--nowCount];
                int node = state >> 1;
                for (int edge = graph.from(node); edge < graph.until(node); edge++) {
                    steps++;
                    int to = follow(state, edge, shape, state == first);
                    if (to == UNSEEN) {
                        continue;
                    }
                    if (to >> 1 == start && closes(to, shape)) {
                        return cycle(first, state, edge);
                    }
                    if (distance[to] != UNSEEN || to == first) {
                        continue;
                    }
                    distance[to] = length;
                    touched[touchedCount++] = to;
                    parent[to] = state;
                    parentEdge[to] = edge;
                    if (graph.isJoint(to >> 1)) {
                        now[nowCount++] = to;
                    } else {
                        next[nextCount++] = to;
                    }
                }
            }
            int[] spare = now;
            now = next;
            next = spare;
            nowCount = nextCount;
        }
        return List.of();
    }

    private static boolean closes(int state, Cycle.Shape shape) {
        return shape.rule() != Cycle.Rule.ONE_RW || (state & 1) == 1;
    }

    /** The state behind an edge, or {@link #UNSEEN} if it may not be taken. */
    private int follow(int state, int edge, Cycle.Shape shape, boolean atFirst) {
        int kind = graph.kind(edge);
        int to = 2 * graph.to(edge);
        int phase = state & 1;
        if (kind == Graph.VIA) {
            return to + phase;
        }
        if ((kind & shape.kinds()) == 0) {
            return UNSEEN;
        }
        boolean rw = kind == Graph.RW;
        return switch (shape.rule()) {
            case ANY -> to;
            // Begins with the one.
            case ONE_RW -> atFirst == rw ? to + 1 : UNSEEN;
            case NO_TWO_RW -> rw ? (phase == 1 ? UNSEEN : to + 1) : to;
        };
    }

    private List<Cycles.Link> cycle(int first, int last, int lastEdge) {
        List<Integer> edges = new ArrayList<>();
        List<Integer> froms = new ArrayList<>();
        int state = last;
        int edge = lastEdge;
        while (true) {
            edges.add(edge);
            froms.add(state >> 1);
            if (state == first) {
                break;
            }
            edge = parentEdge[state];
            state = parent[state];
        }
        Collections.reverse(edges);
        Collections.reverse(froms);
        List<Cycles.Link> links = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < edges.size(); i++) {
            int to = graph.to(edges.get(i));
            if (graph.isJoint(to)) {
                continue;
            }
            // What led into the joints says why.
            links.add(new Cycles.Link(
                    graph.kind(edges.get(begin)),
                    graph.key(edges.get(begin)),
                    part.whole(froms.get(begin)),
                    part.whole(to)));
            begin = i + 1;
        }
        return links;
    }
}
