package dev.assay.reports.page;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.text.OperationText;
import dev.assay.reports.text.VisibleText;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The failing part of a history as intervals: a lane for each process, a bar from invocation to
 * return. The order of all begins and ends is exact, their distances are stretched so that each
 * label fits; all numbers are pixels.
 *
 * @param omitted operations of the failing part that are not drawn
 */
public record HistoryDrawing(
        int width, int height, List<Lane> lanes, List<Bar> bars, List<Tick> ticks, int omitted) {

    /** One process. */
    public record Lane(String name, String node, int top, int middle) {}

    /**
     * One operation.
     *
     * @param style what it looks like: {@code ok}, {@code fail}, {@code info} or {@code offending}
     * @param open whether it has no end: the outcome is unknown
     */
    public record Bar(
            int left,
            int top,
            int length,
            String label,
            String title,
            String style,
            boolean open) {}

    /** A begin or an end; those without room for a label have an empty one. */
    public record Tick(int x, String label) {}

    static final int LANE_HEIGHT = 46;
    static final int BAR_HEIGHT = 26;

    /** Space above the lanes, for the times. */
    static final int HEAD = 26;

    /** More than a person follows; the checker's minimal part is far smaller. */
    private static final int OPERATIONS_LIMIT = 150;

    private static final int LEFT = 12;
    private static final int CHARACTER = 8;
    private static final int LABEL_PADDING = 34;
    private static final int TICK_LABEL = 84;

    /** Draws the operations nearest to the offending one, when there are too many. */
    static HistoryDrawing of(Counterexample evidence) {
        Operation offending = evidence.offending();
        Set<Operation> all = new LinkedHashSet<>(evidence.failing());
        all.add(offending);
        List<Operation> drawn = all.stream()
                .sorted(Comparator.comparingLong(
                        operation -> Math.abs(operation.invokeNanos() - offending.invokeNanos())))
                .limit(OPERATIONS_LIMIT)
                .sorted(Comparator.comparingLong(Operation::invokeNanos))
                .toList();

        StretchedTime time = StretchedTime.of(drawn, LEFT);
        List<Lane> lanes = new ArrayList<>();
        Map<Long, Lane> laneOf = new TreeMap<>();
        List<Bar> bars = new ArrayList<>();
        for (Operation operation : drawn) {
            Lane lane = laneOf.computeIfAbsent(operation.process(), process -> {
                Lane fresh = lane(operation, lanes.size());
                lanes.add(fresh);
                return fresh;
            });
            bars.add(bar(operation, operation.equals(offending), lane, time));
        }
        return new HistoryDrawing(
                time.right() + StretchedTime.OPEN_END + LEFT,
                HEAD + lanes.size() * LANE_HEIGHT,
                lanes,
                bars,
                ticks(time),
                all.size() - drawn.size());
    }

    /** Width of a bar that holds its label. */
    static int labelWidth(Operation operation) {
        return OperationText.label(operation).length() * CHARACTER + LABEL_PADDING;
    }

    private static Lane lane(Operation first, int index) {
        int top = HEAD + index * LANE_HEIGHT;
        String node = first.node() == null ? "" : VisibleText.line(first.node(), 24);
        return new Lane("process " + first.process(), node, top, top + LANE_HEIGHT / 2);
    }

    private static Bar bar(Operation operation, boolean offending, Lane lane, StretchedTime time) {
        boolean open =
                operation.returnNanos() == Operation.NEVER || operation.outcome() == EventType.INFO;
        int left = time.begin(operation);
        return new Bar(
                left,
                lane.top() + (LANE_HEIGHT - BAR_HEIGHT) / 2,
                // An operation may begin and end in the same nanosecond of a coarse clock.
                Math.max(time.end(operation) - left, labelWidth(operation)),
                OperationText.label(operation),
                OperationText.sentence(operation),
                offending ? "offending" : operation.outcome().word(),
                open);
    }

    private static List<Tick> ticks(StretchedTime stretched) {
        List<Tick> ticks = new ArrayList<>();
        long first = stretched.first();
        int free = 0;
        for (Map.Entry<Long, Integer> place : stretched.entries()) {
            int x = place.getValue();
            boolean labelled = x >= free;
            long time = place.getKey();
            String label = time == first ? Figures.moment(time) : "+" + Figures.nanos(time - first);
            ticks.add(new Tick(x, labelled ? label : ""));
            if (labelled) {
                free = x + TICK_LABEL;
            }
        }
        return ticks;
    }
}
