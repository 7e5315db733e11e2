package dev.assay.reports.page;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.page.IndexView.Group;
import dev.assay.reports.page.IndexView.Row;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunSummary;

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
        return Templates.render("index.jte", view(title, entries, problems));
    }

    /** Replaces the overview in the folder of all runs, and returns where it is. */
    public static Path write(Path runs, List<Entry> entries, List<String> problems)
            throws IOException {
        Path name = runs.toAbsolutePath().normalize().getFileName();
        return Files.writeString(
                runs.resolve(RunFiles.INDEX),
                render(name == null ? "runs" : name.toString(), entries, problems));
    }

    private static IndexView view(String title, List<Entry> entries, List<String> problems) {
        List<Entry> shown =
                entries.subList(Math.max(0, entries.size() - RUNS_LIMIT), entries.size());
        long good = shown.stream().filter(entry -> entry.run().asExpected()).count();
        return new IndexView(
                VisibleText.line(title, TEXT_LIMIT),
                VerdictMark.of(mark(shown)),
                "%s of %s runs came out as expected"
                        .formatted(Figures.count(good), Figures.count(shown.size())),
                List.of(
                                group(
                                        "Scenarios",
                                        "A system that keeps its promise is valid.",
                                        Expectation.VALID,
                                        shown),
                                group(
                                        "Controls",
                                        "Known-bad systems: a checker that does not catch them cannot"
                                                + " be trusted.",
                                        Expectation.INVALID,
                                        shown))
                        .stream()
                        .filter(group -> !group.rows().isEmpty())
                        .toList(),
                problems.stream()
                        .map(text -> VisibleText.line(text, TEXT_LIMIT * 5))
                        .toList(),
                InlineAssets.index());
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
        String path = URLEncoder.encode(entry.folder(), StandardCharsets.UTF_8).replace("+", "%20");
        return new Row(
                "./" + path + "/" + RunFiles.PAGE,
                VisibleText.line(run.scenario(), TEXT_LIMIT),
                VisibleText.line(entry.folder(), TEXT_LIMIT),
                Figures.count(run.outcomes().total()),
                Figures.count(run.outcomes().ok()),
                Figures.count(run.outcomes().fail()),
                Figures.count(run.outcomes().info()),
                Figures.count(run.faults()),
                VerdictMark.of(run.verdict()),
                run.expectation().name().toLowerCase(Locale.ROOT),
                run.asExpected(),
                Figures.duration(run.time()));
    }
}
