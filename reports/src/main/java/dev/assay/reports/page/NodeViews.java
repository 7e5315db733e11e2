package dev.assay.reports.page;

import dev.assay.reports.page.ReportView.Node;
import dev.assay.reports.run.NodeLog;
import dev.assay.reports.summary.Figures;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ends of the nodes' logs. */
final class NodeViews {

    /** A page for more nodes than this is not read. */
    private static final int NODES_LIMIT = 20;

    private static final int LINE_LIMIT = 400;

    private static final int STATUS_LIMIT = 8000;

    /** All nodes together, so that the page keeps below its own limit. */
    private static final int LOGS_LIMIT = 600_000;

    /** Colours for terminals. */
    private static final Pattern TERMINAL_CODES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private NodeViews() {}

    static List<Node> of(List<NodeLog> logs) {
        int nodes = Math.max(1, Math.min(logs.size(), NODES_LIMIT));
        int share = LOGS_LIMIT / nodes / LINE_LIMIT;
        return logs.stream().limit(NODES_LIMIT).map(log -> node(log, share)).toList();
    }

    private static Node node(NodeLog log, int linesLimit) {
        int from = Math.max(0, log.lastLines().size() - linesLimit);
        List<String> lines = log.lastLines().subList(from, log.lastLines().size());
        return new Node(
                VisibleText.line(log.node(), LINE_LIMIT),
                lines.isEmpty()
                        ? "no log"
                        : "last %d lines of %s"
                                .formatted(lines.size(), Figures.bytes(log.logBytes())),
                log.status() == null ? "" : VisibleText.block(log.status(), STATUS_LIMIT),
                lines.stream()
                        .map(line -> TERMINAL_CODES.matcher(line).replaceAll(""))
                        .map(line -> VisibleText.line(line.replace("\t", "    "), LINE_LIMIT))
                        .collect(Collectors.joining("\n")));
    }
}
