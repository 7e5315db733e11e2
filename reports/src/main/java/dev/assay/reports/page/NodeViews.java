package dev.assay.reports.page;

import dev.assay.reports.page.ReportView.Node;
import dev.assay.reports.run.NodeLog;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.text.VisibleText;

import java.util.List;
import java.util.stream.Collectors;

/** The nodes' last words, for who prints a page or opens it without scripts. */
final class NodeViews {

    private static final int NAME_LIMIT = 400;

    private static final int STATUS_LIMIT = 8000;

    /** The last lines; the others stand in the log beside the time line. */
    private static final int LINES_LIMIT = 12;

    private NodeViews() {}

    static List<Node> of(List<NodeLog> logs) {
        return logs.stream().limit(LogData.NODES_LIMIT).map(NodeViews::node).toList();
    }

    private static Node node(NodeLog log) {
        List<NodeLog.Line> lines = log.lines();
        List<NodeLog.Line> last =
                lines.subList(Math.max(0, lines.size() - LINES_LIMIT), lines.size());
        return new Node(
                VisibleText.line(log.node(), NAME_LIMIT),
                lines.isEmpty() ? "no log" : "a log of " + Figures.bytes(log.logBytes()),
                log.status() == null ? "" : VisibleText.block(log.status(), STATUS_LIMIT),
                last.stream()
                        .map(line -> LogData.shown(line.text()))
                        .collect(Collectors.joining("\n")));
    }
}
