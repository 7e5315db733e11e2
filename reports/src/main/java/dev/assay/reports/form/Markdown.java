package dev.assay.reports.form;

import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.LatencySeries;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.Recovery;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.summary.SummaryTable;
import dev.assay.reports.text.EvidenceText;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A summary for a comment on a pull request: the verdict first, the figures in a table, the proof
 * folded. What comes from a run cannot become markup.
 */
final class Markdown {

    private static final int SENTENCE_LIMIT = 2000;

    private static final int CELL_LIMIT = 200;

    /** A comment is read, not searched. */
    private static final int ROWS_LIMIT = 50;

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    /** One run. */
    static String of(Run run) {
        Markdown markdown = new Markdown();
        markdown.run(run);
        return markdown.text.toString();
    }

    /** Several: a table above, and those that did not come out as expected in full. */
    static String of(List<Run> runs) {
        Markdown markdown = new Markdown();
        markdown.overview(runs);
        runs.stream()
                .filter(run -> !run.summary().asExpected())
                .limit(ROWS_LIMIT)
                .forEach(markdown::run);
        return markdown.text.toString();
    }

    private void overview(List<Run> runs) {
        List<RunSummary> lines = runs.stream().map(Run::summary).toList();
        boolean good = lines.stream().allMatch(RunSummary::asExpected);
        line("## " + (good ? "✅" : "❌") + " " + SummaryTable.tally(lines));
        line("");
        row("", "scenario", "verdict", "expected", "ops", "ok", "fail", "info", "faults", "time");
        line("|---|---|---|---|--:|--:|--:|--:|--:|--:|");
        for (Run run : runs) {
            RunSummary summary = run.summary();
            row(
                    sign(summary),
                    cell(summary.scenario()),
                    word(summary.verdict()),
                    summary.expectation().name().toLowerCase(Locale.ROOT),
                    Figures.count(summary.outcomes().total()),
                    Figures.count(summary.outcomes().ok()),
                    Figures.count(summary.outcomes().fail()),
                    Figures.count(summary.outcomes().info()),
                    Figures.count(summary.faults()),
                    Figures.duration(summary.time()));
        }
        line("");
    }

    private void run(Run run) {
        RunSummary summary = run.summary();
        String word = word(summary.verdict());
        line("## %s %s: %s%s"
                .formatted(
                        sign(summary),
                        cell(summary.scenario()),
                        word,
                        summary.expectation() == Expectation.INVALID
                                ? summary.asExpected() ? ", caught as expected" : ", not caught"
                                : summary.asExpected() ? "" : ", expected valid"));
        line("");
        line(prose(run.why()));
        line("");
        OutcomeCounts counts = summary.outcomes();
        line("%s operations (%s ok, %s fail, %s info), %s faults, %s; without any ok answer for %s."
                .formatted(
                        Figures.count(counts.total()),
                        Figures.count(counts.ok()),
                        Figures.count(counts.fail()),
                        Figures.count(counts.info()),
                        Figures.count(summary.faults()),
                        Figures.duration(summary.time()),
                        Figures.duration(run.digest().availability().outageTime())));
        line("");
        conditions(run);
        latencies(run);
        faults(run);
        checks(run);
    }

    private void conditions(Run run) {
        run.folder().spec().map(RunSpec::seed).ifPresent(seed -> line("Seed `" + seed + "`"));
        if (!run.replayCommand().isEmpty()) {
            line("");
            line("```sh");
            line(code(VisibleText.line(run.replayCommand(), SENTENCE_LIMIT)));
            line("```");
        }
        run.folder()
                .spec()
                .ifPresent(spec -> line("\n%s, %s, durability %s, reads %s; %s, %s.\n"
                        .formatted(
                                cell(spec.system()),
                                Figures.count(spec.nodes().size(), "node"),
                                cell(spec.durability()),
                                cell(spec.readLevel()),
                                cell(spec.machine().os()),
                                Figures.count(spec.machine().cores(), "core"))));
    }

    private void latencies(Run run) {
        List<LatencySeries> series = run.digest().latencies().stream()
                .filter(each -> !each.total().isEmpty())
                .limit(ROWS_LIMIT)
                .toList();
        if (series.isEmpty()) {
            return;
        }
        row("latency", "count", "p50", "p99", "p99.9", "max");
        line("|---|--:|--:|--:|--:|--:|");
        for (LatencySeries each : series) {
            row(
                    cell(each.kind().f()) + ", " + each.kind().measure().word() + " time",
                    Figures.count(each.total().count()),
                    Figures.nanos(each.total().p50Nanos()),
                    Figures.nanos(each.total().p99Nanos()),
                    Figures.nanos(each.total().p999Nanos()),
                    Figures.nanos(each.total().maxNanos()));
        }
        line("");
    }

    private void faults(Run run) {
        List<FaultRecord> faults = run.folder().faults();
        if (faults.isEmpty()) {
            return;
        }
        row("fault", "lasted", "ok during", "rate back after start", "effect seen");
        line("|---|--:|--:|--:|---|");
        for (int i = 0; i < Math.min(ROWS_LIMIT, faults.size()); i++) {
            FaultRecord fault = faults.get(i);
            Recovery recovery = run.digest().availability().recoveries().get(i);
            row(
                    cell(fault.name()),
                    Figures.nanos(fault.endNanos() - fault.startNanos()),
                    Figures.count(fault.okDuring()),
                    back(recovery.backAfterStart()),
                    fault.effect() == null ? "**none**" : cell(fault.effect()));
        }
        line("");
    }

    private static String back(@Nullable Duration after) {
        return after == null ? "not seen" : after.isZero() ? "at once" : Figures.duration(after);
    }

    private void checks(Run run) {
        for (CheckResult check : run.checks()) {
            String verdict = word(check.verdict().word());
            line("- " + cell(check.checker()) + ": **" + verdict + "**");
            if (check.verdict() instanceof Verdict.Invalid invalid) {
                line("");
                line("<details><summary>What could not have happened</summary>");
                line("");
                line("```");
                line(code(EvidenceText.of(check.checker(), invalid.evidence())));
                line("```");
                line("");
                line("</details>");
                line("");
            }
        }
        line("");
    }

    private static String sign(RunSummary summary) {
        if (!summary.isJudged()) {
            return "➖";
        }
        return summary.asExpected() ? "✅" : summary.verdict() == Verdict.Word.UNKNOWN ? "❔" : "❌";
    }

    private static String word(Verdict.Word word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String cell(String words) {
        return escaped(VisibleText.line(words, CELL_LIMIT));
    }

    private static String prose(String words) {
        return escaped(VisibleText.line(words, SENTENCE_LIMIT));
    }

    /** No link, mention, image, table or HTML comes of it. */
    private static String escaped(String words) {
        return words.replaceAll("([\\\\`*_{}\\[\\]()#+!|~])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("://", ":&#47;/");
    }

    /** Inside of a code block, which only a fence can end. */
    private static String code(String words) {
        return words.replace("`", "ˋ");
    }
}
