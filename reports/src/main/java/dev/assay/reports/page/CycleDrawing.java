package dev.assay.reports.page;

import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.text.VisibleText;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Transactions of which each had to come before the next and the last before the first: a row for
 * each in that order, its bar from call to answer, and at the left an arrow for each "before". The
 * order of all ends is exact, their distances mean nothing; all numbers are pixels.
 *
 * @param name the anomaly's
 * @param circle {@code T1 < T2 < T1}
 * @param reasons a sentence for each arrow
 */
public record CycleDrawing(
        String name,
        String circle,
        int width,
        int height,
        List<Row> rows,
        List<Arrow> arrows,
        List<String> reasons) {

    /**
     * One transaction.
     *
     * @param label what it did, above its bar
     * @param style {@code ok}, {@code fail} or {@code info}
     * @param open whether it has no end: the outcome is unknown
     */
    public record Row(
            String name,
            String label,
            String title,
            int top,
            int left,
            int length,
            String style,
            boolean open) {}

    /**
     * One "before".
     *
     * @param path of the line, from the one to the other
     * @param kind {@code ww}, {@code wr}, {@code rw} or {@code rt}
     */
    public record Arrow(String path, String kind, int labelX, int labelY) {}

    static final int ROW_HEIGHT = 62;

    /** Cycles that a page draws; the text has all. */
    private static final int CYCLES_LIMIT = 5;

    /** A longer cycle is no picture; it is told as text. */
    private static final int TRANSACTIONS_LIMIT = 30;

    private static final int LABEL_LIMIT = 110;
    private static final int REASON_LIMIT = 2000;

    private static final int ARROWS = 150;
    private static final int ARROWS_RIGHT = 118;
    private static final int ARROWS_LEFT = 18;
    private static final int MARGIN = 12;
    private static final int CHARACTER = 8;
    private static final int WIDTH_MIN = 640;
    private static final int BAR_MIN = 12;

    /** Below the label of its row. */
    private static final int BAR_TOP = 26;

    private static final int BAR_HEIGHT = 22;

    /** Arrows begin and end this far from the middle of a row. */
    private static final int GAP = 9;

    /** The first cycles of an evidence that has any. */
    static List<CycleDrawing> of(Counterexample evidence) {
        return evidence.anomalies().stream()
                .filter(anomaly -> !anomaly.links().isEmpty())
                .filter(anomaly -> anomaly.operations().size() <= TRANSACTIONS_LIMIT)
                .limit(CYCLES_LIMIT)
                .map(CycleDrawing::of)
                .toList();
    }

    private static CycleDrawing of(Anomaly anomaly) {
        List<Operation> operations = anomaly.operations();
        List<String> labels = operations.stream().map(CycleDrawing::label).toList();
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(WIDTH_MIN, ARROWS + longest * CHARACTER + 2 * MARGIN);
        List<Long> ends = ends(operations);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            rows.add(row(i, operations.get(i), labels.get(i), ends, width));
        }
        return new CycleDrawing(
                anomaly.name(),
                AnomalyText.circle(anomaly),
                width,
                operations.size() * ROW_HEIGHT + MARGIN,
                rows,
                anomaly.links().stream().map(CycleDrawing::arrow).toList(),
                anomaly.links().stream().map(CycleDrawing::reason).toList());
    }

    private static String label(Operation operation) {
        return VisibleText.line(AnomalyText.label(operation), LABEL_LIMIT);
    }

    /** All begins and ends: each has a column of its own. */
    private static List<Long> ends(List<Operation> operations) {
        TreeSet<Long> ends = new TreeSet<>();
        operations.forEach(operation -> {
            ends.add(operation.invokeNanos());
            ends.add(operation.returnNanos());
        });
        return List.copyOf(ends);
    }

    private static Row row(
            int place, Operation operation, String label, List<Long> ends, int width) {
        int left = column(operation.invokeNanos(), ends, width);
        int right = column(operation.returnNanos(), ends, width);
        String node = operation.node() == null ? "" : " at " + operation.node();
        return new Row(
                "T" + (place + 1),
                label,
                VisibleText.line(
                        "process " + operation.process() + node + ", "
                                + operation.outcome().word(),
                        LABEL_LIMIT),
                place * ROW_HEIGHT + BAR_TOP,
                left,
                Math.max(right - left, BAR_MIN),
                operation.outcome().word(),
                operation.returnNanos() == Operation.NEVER
                        || operation.outcome() == EventType.INFO);
    }

    private static int column(long nanos, List<Long> ends, int width) {
        int room = width - ARROWS - 2 * MARGIN;
        return ARROWS + ends.indexOf(nanos) * room / Math.max(ends.size() - 1, 1);
    }

    private static int middle(int place) {
        return place * ROW_HEIGHT + BAR_TOP + BAR_HEIGHT / 2;
    }

    /** To the next row straight down; to any other around the rows between, at the left. */
    private static Arrow arrow(Anomaly.Link link) {
        int from = middle(link.from());
        int to = middle(link.to());
        if (link.to() == link.from() + 1) {
            int y = (from + to) / 2;
            String path = "M%d %dV%d".formatted(ARROWS_RIGHT, from + GAP, to - GAP);
            return new Arrow(path, link.kind(), ARROWS_RIGHT - 20, y + 4);
        }
        boolean up = to < from;
        int y1 = up ? from - GAP / 2 : from + GAP / 2;
        int y2 = up ? to + GAP / 2 : to - GAP / 2;
        String path = "M%d %dC%d %d %d %d %d %d"
                .formatted(
                        ARROWS_RIGHT - GAP,
                        y1,
                        ARROWS_LEFT,
                        y1,
                        ARROWS_LEFT,
                        y2,
                        ARROWS_RIGHT - GAP,
                        y2);
        return new Arrow(path, link.kind(), ARROWS_LEFT + 10, (y1 + y2) / 2 + 4);
    }

    private static String reason(Anomaly.Link link) {
        return VisibleText.line(
                "%s: so T%d comes before T%d (%s)"
                        .formatted(link.reason(), link.from() + 1, link.to() + 1, link.kind()),
                REASON_LIMIT);
    }
}
