package dev.assay.reports.page;

import dev.assay.reports.summary.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * All that {@code report.jte} shows, as text that is fit to be looked at. Only the template decides
 * on markup, and it escapes.
 */
public record ReportView(
        Headline headline,
        List<Fact> figures,
        List<Fact> facts,
        List<Fact> options,
        @Nullable Evidence evidence,
        @Nullable BenchView bench,
        List<Row> functions,
        List<Row> latencies,
        AvailabilityView availability,
        List<Fault> faults,
        int faultsOmitted,
        List<Row> leaders,
        List<Check> checks,
        List<String> assumptions,
        List<String> problems,
        List<String> fileProblems,
        List<Row> errors,
        List<Node> nodes,
        String chartJson,
        String operationsJson,
        String logJson,
        boolean hasOperations,
        boolean served,
        boolean running,
        InlineAssets assets) {

    /** The first screen: who looks for five seconds sees this. */
    public record Headline(
            RunSummary run,
            VerdictMark mark,
            String scenario,
            String folder,
            String startedAt,
            String why,
            String outcome,
            boolean running,
            boolean asExpected,
            String seed,
            String replayCommand,
            String replayHint) {}

    /** A name and a value. */
    public record Fact(String name, String value) {}

    /** Cells of a table; the first is its head. */
    public record Row(List<String> cells) {}

    public record Fault(
            int number,
            String name,
            String from,
            String to,
            String lasted,
            String targets,
            List<Fact> parameters,
            String okDuring,
            String silence,
            String effect,
            boolean seen,
            boolean healed,
            String error) {}

    public record Check(
            String checker,
            VerdictMark mark,
            String operations,
            String time,
            String memory,
            String remark) {}

    /**
     * Why a run is invalid.
     *
     * @param cycles of transactions; where there are any, they are drawn instead of the intervals
     */
    public record Evidence(
            String checker,
            String key,
            String explanation,
            HistoryDrawing drawing,
            List<CycleDrawing> cycles,
            String text) {}

    public record Node(String name, String remark, String status, String log) {}
}
