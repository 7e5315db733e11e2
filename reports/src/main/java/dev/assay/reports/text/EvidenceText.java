package dev.assay.reports.text;

import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;

import java.util.List;

/** A counterexample as text to be copied into a message. */
public final class EvidenceText {

    /** As many lines as a message can bear. */
    private static final int OPERATIONS_LIMIT = 300;

    private static final int PREFIX_LIMIT = 30;

    /** Some screens: lists of transactions can be long. */
    private static final int TEXT_LIMIT = 60_000;

    private EvidenceText() {}

    public static String of(String checker, Counterexample evidence) {
        StringBuilder text = new StringBuilder();
        text.append(checker).append(": invalid\n");
        if (evidence.key() != null) {
            text.append("key ").append(OperationText.value(evidence.key())).append('\n');
        }
        text.append(VisibleText.line(evidence.explanation(), 2000)).append("\n\n");
        if (!evidence.anomalies().isEmpty()) {
            return text.append(VisibleText.block(AnomalyText.of(evidence.anomalies()), TEXT_LIMIT))
                    .toString()
                    .stripTrailing();
        }
        append(text, evidence.failing(), evidence.offending());
        if (!evidence.longestPrefix().isEmpty()) {
            text.append("\nA longest legal order: ").append(prefix(evidence.longestPrefix()));
        }
        for (DeadEnd end : evidence.deadEnds()) {
            text.append("\nLegal so far: ")
                    .append(end.order().isEmpty() ? "nothing\n" : prefix(end.order()))
                    .append("  then the state is ")
                    .append(OperationText.value(end.state()))
                    .append(" and forbids ")
                    .append(prefix(end.refused()));
        }
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, List<Operation> failing, Operation offending) {
        failing.stream()
                .limit(OPERATIONS_LIMIT)
                .forEach(operation -> line(text, operation, operation.equals(offending)));
        if (failing.size() > OPERATIONS_LIMIT) {
            text.append("  ... and ")
                    .append(failing.size() - OPERATIONS_LIMIT)
                    .append(" more, in verdict.json\n");
        }
        if (!failing.contains(offending)) {
            line(text, offending, true);
        }
    }

    private static void line(StringBuilder text, Operation operation, boolean offending) {
        text.append(offending ? "✗ " : "  ")
                .append(OperationText.sentence(operation))
                .append(offending ? "   <- cannot be placed" : "")
                .append('\n');
    }

    /** The end of it matters: there the search got stuck. */
    private static String prefix(List<Operation> longest) {
        int skipped = Math.max(0, longest.size() - PREFIX_LIMIT);
        StringBuilder order = new StringBuilder(skipped == 0 ? "" : "(" + skipped + " more), ");
        for (int i = skipped; i < longest.size(); i++) {
            Operation operation = longest.get(i);
            order.append(i == skipped ? "" : ", ")
                    .append(OperationText.words(operation))
                    .append(" (process ")
                    .append(operation.process())
                    .append(')');
        }
        return order.append('\n').toString();
    }
}
