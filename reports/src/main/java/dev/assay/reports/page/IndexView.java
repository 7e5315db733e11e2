package dev.assay.reports.page;

import java.util.List;

/**
 * All that {@code index.jte} shows.
 *
 * @param runs changes when a run of a served folder begins or ends; empty on a page that is a file
 */
public record IndexView(
        String folder,
        String runs,
        VerdictMark mark,
        String sentence,
        List<Group> groups,
        List<Mutant> mutants,
        List<Trend> trends,
        List<Measured> measured,
        List<String> problems,
        List<Running> running,
        InlineAssets assets) {

    /** A run that goes on, shown by a server; the script of the page renews all but names. */
    public record Running(
            String link,
            String folder,
            String scenario,
            String doing,
            String time,
            double share,
            String ok,
            String fail,
            String info,
            String rate) {}

    /** Runs that are expected to come out alike. */
    public record Group(String title, String remark, List<Row> rows) {}

    /**
     * One run.
     *
     * @param link from the overview to the page of the run
     * @param folder name of the run folder
     */
    public record Row(
            String link,
            String scenario,
            String folder,
            String operations,
            String ok,
            String fail,
            String info,
            String faults,
            VerdictMark mark,
            String expected,
            boolean asExpected,
            String rate,
            String p99,
            String available,
            String time) {}

    /**
     * A known-bad system over all of its runs.
     *
     * @param rate with its interval of 95 %
     * @param after the median time to the first operation that could not be placed
     */
    public record Mutant(
            String scenario,
            String system,
            String runs,
            String caught,
            String unknown,
            String missed,
            String rate,
            String after,
            boolean everCaught) {}

    /** A row of a benchmark from run to run; the words say the last figure and the range of all. */
    public record Measured(String row, String runs, Sparkline line, String words, String link) {}

    /** A scenario from run to run; the words say the last figure and the range of all. */
    public record Trend(
            String scenario,
            List<Point> points,
            boolean allAsExpected,
            Sparkline rate,
            String rateWords,
            Sparkline p99,
            String p99Words,
            Sparkline available,
            String availableWords) {

        /** One run. */
        public record Point(String link, String folder, VerdictMark mark, boolean asExpected) {}
    }
}
