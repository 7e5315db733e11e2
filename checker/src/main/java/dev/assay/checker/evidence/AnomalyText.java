package dev.assay.checker.evidence;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Anomalies for a terminal: each with its operations, a line each, and the steps of its cycle. */
public final class AnomalyText {

    /** More of an anomaly's operations do not make it clearer. */
    private static final int OPERATIONS_MAX = 20;

    private static final int LIST_MAX = 12;

    private AnomalyText() {}

    /** Several lines, each ended. */
    public static String of(List<Anomaly> anomalies) {
        Times times = new Times(
                anomalies.stream().flatMap(a -> a.operations().stream()).toList());
        StringBuilder text = new StringBuilder();
        for (Anomaly anomaly : anomalies) {
            text.append(anomaly.name()).append(": ");
            if (anomaly.links().isEmpty()) {
                text.append(anomaly.explanation()).append('\n');
            } else {
                text.append(circle(anomaly)).append('\n');
            }
            operations(anomaly, times, text);
            for (Anomaly.Link link : anomaly.links()) {
                text.append("  ")
                        .append(link.reason())
                        .append(": so T")
                        .append(link.from() + 1)
                        .append(" < T")
                        .append(link.to() + 1)
                        .append(" (")
                        .append(link.kind())
                        .append(")\n");
            }
        }
        return text.toString();
    }

    /** {@code T1 < T2 < T1}. */
    public static String circle(Anomaly anomaly) {
        return anomaly.links().stream()
                .map(link -> "T" + (link.from() + 1))
                .collect(Collectors.joining(" < ", "", " < T1"));
    }

    private static void operations(Anomaly anomaly, Times times, StringBuilder text) {
        List<Operation> operations = anomaly.operations();
        int shown = Math.min(operations.size(), OPERATIONS_MAX);
        for (int i = 0; i < shown; i++) {
            Operation operation = operations.get(i);
            text.append("  ")
                    .append(anomaly.links().isEmpty() ? "" : "T" + (i + 1) + " = ")
                    .append(label(operation))
                    .append("  (")
                    .append(where(operation, times))
                    .append(")\n");
        }
        if (shown < operations.size()) {
            text.append("  (")
                    .append(operations.size() - shown)
                    .append(" more operations are not shown)\n");
        }
    }

    /** {@code process 3, line 7, 1.000 s .. 1.200 s, on n2}. */
    static String where(Operation operation, Times times) {
        String outcome = operation.outcome() == EventType.OK
                ? ""
                : ", " + operation.outcome().word();
        String node = operation.node() == null ? "" : ", on " + Wording.visible(operation.node());
        return "process " + operation.process() + ", line " + (operation.index() + 1) + ", "
                + times.at(operation.invokeNanos()) + " .. " + times.at(operation.returnNanos())
                + node + outcome;
    }

    /** A transaction by its steps, everything else as in other evidence. */
    public static String label(Operation operation) {
        String key = operation.key() == null ? "" : Wording.visible(operation.key()) + ": ";
        boolean ok = operation.outcome() == EventType.OK;
        if (!operation.f().equals("txn")) {
            String argument = operation.input() == null ? "" : " " + value(operation.input());
            boolean tells = ok && !Objects.equals(operation.input(), operation.output());
            return key
                    + Wording.visible(operation.f())
                    + argument
                    + (tells || (ok && operation.input() == null)
                            ? " = " + value(operation.output())
                            : "");
        }
        Object steps = ok ? operation.output() : operation.input();
        return key
                + (steps instanceof List<?> list
                        ? list.stream().map(AnomalyText::value).collect(Collectors.joining(" "))
                        : value(steps));
    }

    private static String value(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return Wording.value(value);
        }
        int hidden = Math.max(list.size() - LIST_MAX, 0);
        return list.subList(hidden, list.size()).stream()
                .map(AnomalyText::value)
                .collect(Collectors.joining(" ", hidden > 0 ? "[... " : "[", "]"));
    }
}
