package dev.assay.reports.page;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.page.IndexView.Group;
import dev.assay.reports.page.IndexView.Row;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.text.VisibleText;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code index.html}: the overview of the runs in a folder, a line and a link for each. */
public final class IndexPage {

    /** More runs than a page is searched for; the newest are kept. */
    public static final int RUNS_LIMIT = 2000;

    private static final int TEXT_LIMIT = 200;

    /** A run and the name of its folder, which lies beside the overview. */
    public record Entry(String folder, RunSummary run) {}

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
                "index.jte", view(title, entries, List.of(), problems, InlineAssets.index()));
    }

    /** The overview for a server, with the names of the folders of runs that go on. */
    public static String renderServed(
            String title, List<Entry> entries, List<String> running, List<String> problems) {
        return Templates.render(
                "index.jte", view(title, entries, running, problems, InlineAssets.servedIndex()));
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
            List<Entry> entries,
            List<String> running,
            List<String> problems,
            InlineAssets assets) {
        List<Entry> shown =
                entries.subList(Math.max(0, entries.size() - RUNS_LIMIT), entries.size());
        List<Entry> benchmarks = shown.stream()
                .filter(entry -> entry.run().figures().isBenchmark())
                .toList();
        List<Entry> judged = shown.stream().filter(IndexPage::isJudged).toList();
        long good = judged.stream().filter(entry -> entry.run().asExpected()).count();
        return new IndexView(
                VisibleText.line(title, TEXT_LIMIT),
                VerdictMark.of(mark(judged)),
                "%s of %s runs came out as expected"
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
                running.stream()
                        .map(name -> new IndexView.Running(
                                linkTo(name), VisibleText.line(name, TEXT_LIMIT)))
                        .toList(),
                assets);
    }

    private static List<Entry> runs(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.run().figures().isBenchmark())
                .toList();
    }

    /** A benchmark that nobody verified is neither good nor bad. */
    private static boolean isJudged(Entry entry) {
        return !entry.run().figures().isBenchmark()
                || entry.run().verdict() != Verdict.Word.UNKNOWN;
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
        return new Row(
                linkTo(entry.folder()),
                VisibleText.line(run.scenario(), TEXT_LIMIT),
                VisibleText.line(entry.folder(), TEXT_LIMIT),
                Figures.count(run.outcomes().total()),
                Figures.count(run.outcomes().ok()),
                Figures.count(run.outcomes().fail()),
                Figures.count(run.outcomes().info()),
                Figures.count(run.faults()),
                isJudged(entry) ? VerdictMark.of(run.verdict()) : VerdictMark.UNVERIFIED,
                isJudged(entry) ? run.expectation().name().toLowerCase(Locale.ROOT) : "",
                !isJudged(entry) || run.asExpected(),
                AvailabilityView.rate(run.figures().okPerSecond()),
                run.figures().p99Nanos() == 0
                        ? "–"
                        : Figures.nanos(run.figures().p99Nanos()),
                AvailabilityView.percent(run.figures().availableShare()),
                Figures.duration(run.time()));
    }

    /** From the overview to the page of a run. */
    static String linkTo(String folder) {
        String path = URLEncoder.encode(folder, StandardCharsets.UTF_8).replace("+", "%20");
        return "./" + path + "/" + RunFiles.PAGE;
    }
}
