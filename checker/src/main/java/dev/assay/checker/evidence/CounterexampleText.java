package dev.assay.checker.evidence;

import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A counterexample for a terminal: the sentence, then the failing part as intervals, one operation a
 * line, then where each of its longest legal orders gets stuck. A column is an event, not a stretch
 * of time, so that short operations are seen.
 */
public final class CounterexampleText {

    /** A longer part is not understood from a picture; its end is shown. */
    private static final int OPERATIONS_MAX = 40;

    /** Columns of the drawing; with more events several share one. */
    private static final int COLUMNS_MAX = 48;

    private static final int DEAD_ENDS_MAX = 3;

    private static final int TOLD_BY_SENTENCE_MAX = 2;

    private CounterexampleText() {}

    /** Several lines, each ended. */
    public static String of(Counterexample counterexample) {
        if (!counterexample.anomalies().isEmpty()) {
            return AnomalyText.of(counterexample.anomalies());
        }
        List<Operation> failing = counterexample.failing();
        int hidden = Math.max(failing.size() - OPERATIONS_MAX, 0);
        List<Operation> shown = failing.subList(hidden, failing.size());
        StringBuilder text = new StringBuilder();
        if (counterexample.key() != null) {
            text.append("key ").append(Wording.visible(counterexample.key())).append(": ");
        }
        text.append(counterexample.explanation()).append('\n');
        if (hidden > 0) {
            text.append("  (").append(hidden).append(" earlier operations are not drawn)\n");
        }
        draw(shown, counterexample.offending(), new Times(failing), text);
        deadEnds(counterexample.deadEnds(), failing.size(), text);
        return text.toString();
    }

    private static void deadEnds(List<DeadEnd> ends, int operations, StringBuilder text) {
        // Of one or two operations the sentence has said it all.
        if (operations <= TOLD_BY_SENTENCE_MAX) {
            return;
        }
        for (DeadEnd end : ends.subList(0, Math.min(ends.size(), DEAD_ENDS_MAX))) {
            text.append("  legal so far: ")
                    .append(end.order().isEmpty() ? "nothing" : labels(end.order()))
                    .append("; then the state is ")
                    .append(end.state())
                    .append(" and forbids ")
                    .append(labels(end.refused()))
                    .append('\n');
        }
        if (ends.size() > DEAD_ENDS_MAX) {
            text.append("  (")
                    .append(ends.size() - DEAD_ENDS_MAX)
                    .append(" more such orders are in the JSON and in the picture)\n");
        }
    }

    private static String labels(List<Operation> operations) {
        return operations.stream()
                .map(operation -> Wording.label(operation) + " (p" + operation.process() + ")")
                .collect(Collectors.joining(", "));
    }

    private static void draw(
            List<Operation> shown, Operation offending, Times times, StringBuilder text) {
        TreeSet<Long> moments = new TreeSet<>();
        for (Operation operation : shown) {
            moments.add(operation.invokeNanos());
            moments.add(operation.returnNanos());
        }
        List<Long> columns = new ArrayList<>(moments);
        int width = Math.min(COLUMNS_MAX, 3 * columns.size());
        int labelWidth = shown.stream().mapToInt(op -> who(op).length()).max().orElse(0);
        for (Operation operation : shown) {
            int from = columns.indexOf(operation.invokeNanos()) * width / columns.size();
            int to = columns.indexOf(operation.returnNanos()) * width / columns.size();
            boolean open = operation.returnNanos() == Operation.NEVER;
            String bar = " ".repeat(from) + "|"
                    + "-".repeat(Math.max((open ? width : to) - from, 1)) + (open ? "?" : "|");
            text.append(String.format(
                    Locale.ROOT,
                    "  %-" + labelWidth + "s  %-" + (width + 2) + "s  %s .. %s%s%n",
                    who(operation),
                    bar,
                    times.at(operation.invokeNanos()),
                    times.at(operation.returnNanos()),
                    operation.index() == offending.index() ? "  <- cannot be placed" : ""));
        }
    }

    private static String who(Operation operation) {
        String node = operation.node() == null ? "" : " " + Wording.visible(operation.node());
        return "p" + operation.process() + node + "  " + Wording.label(operation);
    }
}
