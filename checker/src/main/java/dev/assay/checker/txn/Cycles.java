package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.verdict.Anomaly;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cycles that a level forbids. That there is one is decided by strongly connected components, so
 * the verdict is exact; which ones are shown is a search for short ones of each kind, within bounds.
 */
final class Cycles {

    /** Of so many components cycles are looked for; the others are counted. */
    private static final int COMPONENTS_MAX = 64;

    private static final int UNNAMED_OPERATIONS_MAX = 4;

    /** From the simplest anomaly to the least simple, and then the same with real time. */
    private static final List<Cycle.Shape> SHAPES = List.of(
            new Cycle.Shape(Graph.WW, Cycle.Rule.ANY),
            new Cycle.Shape(Graph.WW | Graph.WR, Cycle.Rule.ANY),
            new Cycle.Shape(Graph.WW | Graph.WR | Graph.RW, Cycle.Rule.ONE_RW),
            new Cycle.Shape(Graph.WW | Graph.WR | Graph.RW, Cycle.Rule.NO_TWO_RW),
            new Cycle.Shape(Graph.WW | Graph.WR | Graph.RW, Cycle.Rule.ANY));

    private final Graph graph;
    private final Level level;
    private final IntFunction<Operation> operations;
    private final Words words;
    private final Limit limit;

    /** That one transaction comes before another. */
    record Link(int kind, int key, int from, int to) {}

    /** Says why. */
    interface Words {
        /**
         * A clause.
         *
         * @param one what the earlier is called
         * @param other what the later is called
         */
        String of(Link link, String one, String other);
    }

    Cycles(Graph graph, Level level, IntFunction<Operation> operations, Words words, Limit limit) {
        this.graph = graph;
        this.level = level;
        this.operations = operations;
        this.words = words;
        this.limit = limit;
    }

    /** Looks for them. */
    void addTo(Findings.Collector found) {
        Components components = Components.of(graph, level.kinds(), limit);
        int shown = 0;
        for (int[] nodes : cyclic(components)) {
            Part part = Part.of(graph, nodes);
            if (level == Level.SNAPSHOT_ISOLATION && !part.hasForbidden(level, limit)) {
                continue;
            }
            if (shown++ >= COMPONENTS_MAX || !described(part, found)) {
                found.add(unnamed(nodes));
            }
        }
    }

    /** The nodes of each component that has a cycle. */
    private List<int[]> cyclic(Components components) {
        int[] place = new int[components.count()];
        List<int[]> cyclic = new ArrayList<>();
        int[] filled = new int[components.count()];
        for (int node = 0; node < graph.nodes(); node++) {
            if (!components.cyclic(node)) {
                continue;
            }
            int component = components.of(node);
            if (filled[component] == 0) {
                place[component] = cyclic.size();
                cyclic.add(new int[components.size(component)]);
            }
            cyclic.get(place[component])[filled[component]++] = node;
        }
        return cyclic;
    }

    /** Whether there was time to find the cycle. */
    private boolean described(Part part, Findings.Collector found) {
        try {
            return describe(part, found);
        } catch (Exhausted e) {
            return false;
        }
    }

    /** That there is a cycle is known, and no more. */
    private Anomaly unnamed(int[] nodes) {
        List<Operation> first = IntStream.of(nodes)
                .filter(node -> !graph.isJoint(node))
                .limit(UNNAMED_OPERATIONS_MAX)
                .mapToObj(operations)
                .toList();
        long count = IntStream.of(nodes).filter(node -> !graph.isJoint(node)).count();
        return Anomaly.of(
                "cycle",
                count + " transactions depend on each other in a circle, which was not looked into"
                        + " any further; the first of them are shown",
                first);
    }

    private boolean describe(Part part, Findings.Collector found) {
        Set<String> names = new HashSet<>();
        Search search = new Search(part, limit);
        for (int realTime = 0; realTime <= Graph.RT && names.isEmpty(); realTime += Graph.RT) {
            for (Cycle.Shape shape : SHAPES) {
                Cycle.Shape asked = new Cycle.Shape(shape.kinds() | realTime, shape.rule());
                if (!forbids(asked)) {
                    continue;
                }
                List<Link> cycle = search.shortest(asked);
                if (!cycle.isEmpty() && names.add(name(cycle))) {
                    found.add(anomaly(cycle));
                }
            }
        }
        return !names.isEmpty();
    }

    private boolean forbids(Cycle.Shape shape) {
        return (shape.kinds() & ~level.kinds()) == 0
                && (level != Level.SNAPSHOT_ISOLATION
                        || shape.rule() != Cycle.Rule.ANY
                        || (shape.kinds() & Graph.RW) == 0);
    }

    /** Adya's, and Elle's for those that he has no name for. */
    private static String name(List<Link> cycle) {
        int size = cycle.size();
        int rw = 0;
        boolean wr = false;
        boolean realTime = false;
        boolean adjacent = false;
        for (int i = 0; i < size; i++) {
            int kind = cycle.get(i).kind;
            rw += kind == Graph.RW ? 1 : 0;
            wr |= kind == Graph.WR;
            realTime |= kind == Graph.RT;
            adjacent |= kind == Graph.RW && cycle.get((i + 1) % size).kind == Graph.RW;
        }
        String name = switch (rw) {
            case 0 -> wr ? "G1c" : "G0";
            case 1 -> "G-single";
            default -> adjacent ? "G2-item" : "G-nonadjacent";
        };
        return realTime ? name + "-realtime" : name;
    }

    private Anomaly anomaly(List<Link> cycle) {
        List<Operation> shown = new ArrayList<>();
        List<Anomaly.Link> links = new ArrayList<>();
        int size = cycle.size();
        for (int i = 0; i < size; i++) {
            Link link = cycle.get(i);
            int next = (i + 1) % size;
            shown.add(operations.apply(link.from));
            links.add(new Anomaly.Link(
                    i, next, kind(link), words.of(link, "T" + (i + 1), "T" + (next + 1))));
        }
        String order = links.stream()
                .map(link -> "T" + (link.from() + 1))
                .collect(Collectors.joining(" < ", "", " < T1"));
        String reasons = links.stream()
                .map(link -> link.reason() + " (" + link.kind() + ")")
                .collect(Collectors.joining("; "));
        return new Anomaly(name(cycle), order + ": " + reasons, shown, links);
    }

    private static String kind(Link link) {
        return switch (link.kind) {
            case Graph.WW -> "ww";
            case Graph.WR -> "wr";
            case Graph.RW -> "rw";
            default -> "rt";
        };
    }
}
