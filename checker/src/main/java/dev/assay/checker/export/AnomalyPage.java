package dev.assay.checker.export;

import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.evidence.CounterexampleText;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a check beyond linearizability found, as one HTML file that needs nothing else and runs no
 * script: each anomaly as a picture, its operations as bars from invocation to completion, and an arrow
 * for each step of its cycle.
 */
public final class AnomalyPage {

    private static final int WIDTH = 960;
    private static final int LANE_HEIGHT = 64;
    private static final int BAR_HEIGHT = 24;
    private static final int ASIDE = 16;
    private static final int LABEL_CHARS_MAX = 100;

    /** A picture of more is no picture. */
    private static final int OPERATIONS_MAX = 40;

    private AnomalyPage() {}

    /** The whole page. */
    public static String of(String title, CheckResult result) {
        String style = HistoryPage.resource("page.css") + HistoryPage.resource("anomaly.css");
        return HistoryPage.resource("anomaly.html")
                .replace("{{style-hash}}", HistoryPage.hash(style))
                .replace("{{style}}", style)
                .replace("{{word}}", result.verdict().word().name().toLowerCase(Locale.ROOT))
                .replace("{{checker}}", text(result.checker()))
                .replace("{{operations}}", String.format(Locale.ROOT, "%,d", result.operations()))
                .replace(
                        "{{seconds}}",
                        String.format(Locale.ROOT, "%.3f", HistoryPage.seconds(result)))
                // What comes from outside goes in last, so that nothing in it is replaced.
                .replace("{{title}}", text(title))
                .replace("{{reason}}", text(reason(result.verdict())))
                .replace("{{anomalies}}", anomalies(result.verdict()))
                .replace("{{text}}", text(asText(result.verdict())));
    }

    private static String text(String text) {
        return HistoryPage.withoutPlaces(HistoryPage.escaped(text));
    }

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Invalid invalid) {
            return invalid.evidence().explanation();
        }
        return verdict instanceof Verdict.Unknown unknown
                ? unknown.reason()
                : "nothing was found that must not be";
    }

    private static String asText(Verdict verdict) {
        return verdict instanceof Verdict.Invalid invalid
                ? CounterexampleText.of(invalid.evidence())
                : "";
    }

    private static String anomalies(Verdict verdict) {
        StringBuilder html = new StringBuilder();
        if (verdict instanceof Verdict.Invalid invalid) {
            for (Anomaly anomaly : invalid.evidence().anomalies()) {
                html.append("<section><h2>").append(text(anomaly.name())).append("</h2>\n");
                html.append("<p>").append(text(anomaly.explanation())).append("</p>\n");
                picture(anomaly, html);
                html.append("</section>\n");
            }
        }
        return html.toString();
    }

    /** Lanes in the order of the cycle; a column is an event and not a stretch of time. */
    private static void picture(Anomaly anomaly, StringBuilder html) {
        List<Operation> shown = anomaly.operations()
                .subList(0, Math.min(anomaly.operations().size(), OPERATIONS_MAX));
        TreeSet<Long> moments = new TreeSet<>();
        shown.forEach(operation -> {
            moments.add(operation.invokeNanos());
            moments.add(operation.returnNanos());
        });
        List<Long> columns = new ArrayList<>(moments);
        int height = shown.size() * LANE_HEIGHT + 16;
        html.append("<svg class=\"cycle\" role=\"img\" aria-label=\"")
                .append(text(anomaly.name()))
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\"><defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\"")
                .append(" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">")
                .append("<path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        for (int i = 0; i < shown.size(); i++) {
            bar(anomaly, i, columns, html);
        }
        for (Anomaly.Link link : anomaly.links()) {
            if (link.from() < shown.size() && link.to() < shown.size()) {
                arrow(anomaly, link, columns, html);
            }
        }
        html.append("</svg>\n");
    }

    private static int x(List<Long> columns, long nanos) {
        int column = columns.indexOf(nanos);
        return 20 + column * (WIDTH - 80) / Math.max(columns.size() - 1, 1);
    }

    private static int middle(Operation operation, List<Long> columns) {
        return (x(columns, operation.invokeNanos()) + x(columns, operation.returnNanos())) / 2;
    }

    private static int top(int lane) {
        return 8 + lane * LANE_HEIGHT + 18;
    }

    private static void bar(Anomaly anomaly, int lane, List<Long> columns, StringBuilder html) {
        Operation operation = anomaly.operations().get(lane);
        int from = x(columns, operation.invokeNanos());
        int to = Math.max(x(columns, operation.returnNanos()), from + 8);
        String label = (anomaly.links().isEmpty() ? "" : "T" + (lane + 1) + "  ") + "p"
                + operation.process() + "  " + AnomalyText.label(operation);
        String cut = label.length() <= LABEL_CHARS_MAX
                ? label
                : label.substring(0, LABEL_CHARS_MAX) + "...";
        html.append(String.format(
                Locale.ROOT,
                "<rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>"
                        + "<text x=\"20\" y=\"%d\">%s</text>%n",
                operation.outcome().word(),
                from,
                top(lane),
                to - from,
                BAR_HEIGHT,
                top(lane) - 5,
                text(cut)));
    }

    private static void arrow(
            Anomaly anomaly, Anomaly.Link link, List<Long> columns, StringBuilder html) {
        List<Operation> operations = anomaly.operations();
        boolean down = link.to() > link.from();
        // Two ways between the same two lie side by side.
        int aside = down ? -ASIDE : ASIDE;
        int x1 = middle(operations.get(link.from()), columns) + aside;
        int x2 = middle(operations.get(link.to()), columns) + aside;
        int y1 = top(link.from()) + (down ? BAR_HEIGHT : 0);
        int y2 = top(link.to()) + (down ? 0 : BAR_HEIGHT);
        int bend = down ? -30 : 30;
        html.append(String.format(
                Locale.ROOT,
                "<path class=\"link %s\" d=\"M%d %dQ%d %d %d %d\" marker-end=\"url(#tip)\"/>"
                        + "<text class=\"kind\" x=\"%d\" y=\"%d\">%s</text>%n",
                text(link.kind()),
                x1,
                y1,
                (x1 + x2) / 2 + bend,
                (y1 + y2) / 2,
                x2,
                y2,
                (x1 + x2) / 2 + bend,
                (y1 + y2) / 2 + 4,
                text(link.kind())));
    }
}
