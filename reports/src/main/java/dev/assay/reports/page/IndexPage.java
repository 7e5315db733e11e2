package dev.assay.reports.page;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.page.IndexView.Group;
import dev.assay.reports.page.IndexView.Row;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunFigures;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.text.VisibleText;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code index.html}: the overview of the runs in a folder, a line and a link for each. */
public final class IndexPage {

    /** More runs than a page is searched for; the newest are kept. */
    public static final int RUNS_LIMIT = 2000;

    private static final int TEXT_LIMIT = 200;

    private static final String NONE = "–";

    /** A run and the name of its folder, which lies beside the overview. */
    public record Entry(String folder, RunSummary run) {}

    /**
     * A run that goes on.
     *
     * @param doing in words; may come from the run
     * @param time that has passed, and what was planned
     * @param share of the planned time, from 0 to 1; 0 where none was planned
     * @param counted whether it records operations; a benchmark without verifying clients does not
     */
    public record Running(
            String folder,
            String scenario,
            String doing,
            String time,
            double share,
            boolean counted,
            OutcomeCounts outcomes,
            double okPerSecond) {

        /** Without figures: too many runs go on. */
        public static Running unseen(String folder) {
            return new Running(
                    folder,
                    folder,
                    "not followed here",
                    "",
                    0,
                    false,
                    new OutcomeCounts(0, 0, 0),
                    0);
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private IndexPage() {}

    /**
     * The overview as text.
     *
     * @param title for the head: usually the name of the folder of all runs
     * @param entries in the order in which to show them
     * @param problems folders that could not be read, one sentence each
     */
    public static String render(String title, List<Entry> entries, List<String> problems) {
        return Templates.render(
                "index.jte", view(title, "", entries, List.of(), problems, InlineAssets.index()));
    }

    /**
     * The overview for a server, with the runs that go on.
     *
     * @param runs a word that is another one when a run has begun or ended
     */
    public static String renderServed(
            String title,
            String runs,
            List<Entry> entries,
            List<Running> running,
            List<String> problems) {
        return Templates.render(
                "index.jte",
                view(title, runs, entries, running, problems, InlineAssets.servedIndex()));
    }

    /**
     * What an open overview shows of the runs that go on.
     *
     * @param runs as {@link #renderServed} has it
     */
    public static String stateJson(String runs, List<Running> running) {
        return JSON.writeValueAsString(Map.of(
                "runs",
                runs,
                "running",
                running.stream().map(IndexPage::running).toList()));
    }

    private static IndexView.Running running(Running run) {
        OutcomeCounts outcomes = run.outcomes();
        return new IndexView.Running(
                linkTo(run.folder()),
                VisibleText.line(run.folder(), TEXT_LIMIT),
                VisibleText.line(run.scenario(), TEXT_LIMIT),
                VisibleText.line(run.doing(), TEXT_LIMIT),
                run.time(),
                run.share(),
                run.counted() ? Figures.count(outcomes.ok()) : NONE,
                run.counted() ? Figures.count(outcomes.fail()) : NONE,
                run.counted() ? Figures.count(outcomes.info()) : NONE,
                run.counted() ? AvailabilityView.rate(run.okPerSecond()) : NONE);
    }

    /** Replaces the overview in the folder of all runs, and returns where it is. */
    public static Path write(Path runs, List<Entry> entries, List<String> problems)
            throws IOException {
        Path name = runs.toAbsolutePath().normalize().getFileName();
        return Files.writeString(
                runs.resolve(RunFiles.INDEX),
                render(name == null ? "runs" : name.toString(), entries, problems));
    }

    private static IndexView view(
            String title,
            String seen,
            List<Entry> entries,
            List<Running> running,
            List<String> problems,
            InlineAssets assets) {
        List<Entry> shown =
                entries.subList(Math.max(0, entries.size() - RUNS_LIMIT), entries.size());
        List<Entry> benchmarks = shown.stream()
                .filter(entry -> entry.run().figures().isBenchmark())
                .toList();
        List<Entry> judged =
                shown.stream().filter(entry -> entry.run().isJudged()).toList();
        long good = judged.stream().filter(entry -> entry.run().asExpected()).count();
        boolean onlyMeasured = judged.isEmpty() && !benchmarks.isEmpty();
        return new IndexView(
                VisibleText.line(title, TEXT_LIMIT),
                seen,
                onlyMeasured ? VerdictMark.MEASURED : VerdictMark.of(mark(judged)),
                onlyMeasured
                        ? Figures.count(benchmarks.size(), "benchmark")
                        : "%s of %s runs came out as expected"
                                .formatted(Figures.count(good), Figures.count(judged.size())),
                List.of(
                                group(
                                        "Scenarios",
                                        "A system that keeps its promise is valid.",
                                        Expectation.VALID,
                                        runs(shown)),
                                group(
                                        "Controls",
                                        "Known-bad systems: a checker that does not catch them cannot"
                                                + " be trusted.",
                                        Expectation.INVALID,
                                        runs(shown)),
                                group(
                                        "Benchmarks",
                                        "What was measured; each row of a benchmark has its own"
                                                + " verdict.",
                                        Expectation.VALID,
                                        benchmarks))
                        .stream()
                        .filter(group -> !group.rows().isEmpty())
                        .toList(),
                IndexTables.mutants(shown),
                IndexTables.trends(runs(shown)),
                IndexTables.measured(benchmarks),
                problems.stream()
                        .map(text -> VisibleText.line(text, TEXT_LIMIT * 5))
                        .toList(),
                running.stream().map(IndexPage::running).toList(),
                assets);
    }

    private static List<Entry> runs(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.run().figures().isBenchmark())
                .toList();
    }

    /** Of systems somebody might have verified what they answered; of code, nobody. */
    private static VerdictMark unjudged(RunFigures benchmark) {
        return benchmark.bench().isEmpty() ? VerdictMark.MEASURED : VerdictMark.UNVERIFIED;
    }

    /** All as expected, or what the worst of the others is. */
    private static Verdict.Word mark(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Verdict.Word.UNKNOWN;
        }
        boolean decided = entries.stream()
                .map(Entry::run)
                .filter(run -> !run.asExpected())
                .anyMatch(run -> run.verdict() != Verdict.Word.UNKNOWN);
        boolean all = entries.stream().map(Entry::run).allMatch(RunSummary::asExpected);
        return all ? Verdict.Word.VALID : decided ? Verdict.Word.INVALID : Verdict.Word.UNKNOWN;
    }

    private static Group group(
            String title, String remark, Expectation expectation, List<Entry> entries) {
        return new Group(
                title,
                remark,
                entries.stream()
                        .filter(entry -> entry.run().expectation() == expectation)
                        .map(IndexPage::row)
                        .toList());
    }

    private static Row row(Entry entry) {
        RunSummary run = entry.run();
        RunFigures figures = run.figures();
        // A benchmark without verifying clients has rows, and no operations to count.
        boolean counted = !figures.isBenchmark() || run.outcomes().total() > 0;
        return new Row(
                linkTo(entry.folder()),
                VisibleText.line(run.scenario(), TEXT_LIMIT),
                VisibleText.line(entry.folder(), TEXT_LIMIT),
                counted ? Figures.count(run.outcomes().total()) : NONE,
                counted ? Figures.count(run.outcomes().ok()) : NONE,
                counted ? Figures.count(run.outcomes().fail()) : NONE,
                counted ? Figures.count(run.outcomes().info()) : NONE,
                counted ? Figures.count(run.faults()) : NONE,
                run.isJudged() ? VerdictMark.of(run.verdict()) : unjudged(figures),
                run.isJudged() ? run.expectation().name().toLowerCase(Locale.ROOT) : "",
                run.asExpected(),
                counted ? AvailabilityView.rate(figures.okPerSecond()) : NONE,
                figures.p99Nanos() == 0 ? NONE : Figures.nanos(figures.p99Nanos()),
                counted ? AvailabilityView.percent(figures.availableShare()) : NONE,
                run.time().isZero() ? NONE : Figures.duration(run.time()));
    }

    /** From the overview to the page of a run. */
    static String linkTo(String folder) {
        String path = URLEncoder.encode(folder, StandardCharsets.UTF_8).replace("+", "%20");
        return "./" + path + "/" + RunFiles.PAGE;
    }
}
