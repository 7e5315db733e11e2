package dev.assay.reports.summary;

import dev.assay.checker.verdict.Verdict;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table that a terminal shows when all runs are over. The mark in front says whether a run came
 * out as expected, so a control that was caught has the mark of success.
 */
public final class SummaryTable {

    /** The signs in front of a line. */
    public enum Marks {
        UNICODE("✓", "✗", "?"),
        ASCII("+", "x", "?");

        private final String good;
        private final String bad;
        private final String undecided;

        Marks(String good, String bad, String undecided) {
            this.good = good;
            this.bad = bad;
            this.undecided = undecided;
        }

        /** The best that a terminal of this encoding can show. */
        public static Marks forCharset(Charset charset) {
            return charset.canEncode() && charset.newEncoder().canEncode("✓✗µ") ? UNICODE : ASCII;
        }

        private String of(RunSummary run) {
            if (!run.isJudged()) {
                return NOT_JUDGED;
            }
            if (run.asExpected()) {
                return good;
            }
            return run.verdict() == Verdict.Word.UNKNOWN ? undecided : bad;
        }
    }

    private static final List<String> HEAD = List.of(
            "", "scenario", "ops", "ok", "fail", "info", "faults", "verdict", "expected", "time");

    private static final String GAP = "  ";
    private static final String NOT_JUDGED = "-";

    private SummaryTable() {}

    /** Lines of equal columns, a head above and the count of good runs below; ends with a newline. */
    public static String render(List<RunSummary> runs, Marks marks) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        runs.forEach(run -> rows.add(cells(run, marks)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        text.append('\n').append(tally(runs)).append('\n');
        return marks == Marks.ASCII ? text.toString().replace("µs", "us") : text.toString();
    }

    /** How many of those that can come out as expected did. */
    public static String tally(List<RunSummary> runs) {
        List<RunSummary> judged = runs.stream().filter(RunSummary::isJudged).toList();
        long good = judged.stream().filter(RunSummary::asExpected).count();
        String tally = "%d of %d runs as expected".formatted(good, judged.size());
        int others = runs.size() - judged.size();
        if (others == 0) {
            return tally;
        }
        String unverified = Figures.count(others, "benchmark") + " that nobody verified";
        return judged.isEmpty() ? unverified : tally + ", " + unverified;
    }

    private static List<String> cells(RunSummary run, Marks marks) {
        return List.of(
                marks.of(run),
                run.scenario(),
                count(run, run.outcomes().total()),
                count(run, run.outcomes().ok()),
                count(run, run.outcomes().fail()),
                count(run, run.outcomes().info()),
                count(run, run.faults()),
                run.isJudged() ? run.verdict().name().toLowerCase(Locale.ROOT) : "unverified",
                run.isJudged() ? run.expectation().name().toLowerCase(Locale.ROOT) : NOT_JUDGED,
                Figures.duration(run.time()));
    }

    private static String count(RunSummary run, long number) {
        return run.isJudged() ? Figures.count(number) : NOT_JUDGED;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String space = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(isNumber(i) ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(int column) {
        String name = HEAD.get(column);
        return List.of("ops", "ok", "fail", "info", "faults", "time").contains(name);
    }
}
