package dev.assay.reports.page;

import dev.assay.reports.run.NodeLog;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The nodes' logs on the clock of the history, for the script that shows them beside the charts. */
record LogData(List<Node> nodes) {

    /** One node; its lines in the order of the file. */
    record Node(String name, List<Line> lines) {}

    /**
     * One line.
     *
     * @param n its number in the file
     * @param t seconds since the start of the run, of this line or of the last one before it that
     *     tells its time; null when none does
     * @param l 0 plain, 1 warning, 2 error
     */
    record Line(long n, @Nullable BigDecimal t, int l, String s) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A page for more nodes than this is not read. */
    static final int NODES_LIMIT = 20;

    private static final int LINE_LIMIT = 400;

    /** All nodes together, so that the page keeps below its own limit. */
    private static final int CHARACTERS_LIMIT = 700_000;

    /** Colours for terminals. */
    private static final Pattern TERMINAL_CODES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    /** @param startedAt wall clock at time 0 of the history; null when nobody knows */
    static LogData of(List<NodeLog> logs, @Nullable Instant startedAt) {
        int share = CHARACTERS_LIMIT / Math.max(1, Math.min(logs.size(), NODES_LIMIT));
        return new LogData(logs.stream()
                .limit(NODES_LIMIT)
                .map(log -> node(log, startedAt, share))
                .toList());
    }

    private static Node node(NodeLog log, @Nullable Instant startedAt, int share) {
        List<Line> lines = new ArrayList<>();
        BigDecimal last = null;
        int characters = 0;
        for (NodeLog.Line line : log.lines()) {
            if (startedAt != null && line.at() != null) {
                last = seconds(Duration.between(startedAt, line.at()));
            }
            String text = shown(line.text());
            characters += text.length();
            lines.add(new Line(line.number(), last, line.level().ordinal(), text));
        }
        while (characters > share) { // the end tells most
            characters -= lines.remove(0).s().length();
        }
        return new Node(VisibleText.line(log.node(), LINE_LIMIT), lines);
    }

    static String shown(String line) {
        String plain = TERMINAL_CODES.matcher(line).replaceAll("").replace("\t", "    ");
        return VisibleText.line(plain, LINE_LIMIT);
    }

    private static BigDecimal seconds(Duration since) {
        return BigDecimal.valueOf(since.toMillis(), 3).setScale(3, RoundingMode.HALF_UP);
    }

    /** Fit for a script element. */
    String toJson() {
        return JSON.writeValueAsString(this).replace("<", "\\u003c");
    }
}
