package dev.assay.reports.page;

import static dev.assay.reports.text.VisibleText.line;

import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.ErrorCount;
import dev.assay.reports.chart.LatencySeries;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.explore.OperationColumns;
import dev.assay.reports.page.ReportView.Check;
import dev.assay.reports.page.ReportView.Evidence;
import dev.assay.reports.page.ReportView.Fact;
import dev.assay.reports.page.ReportView.Headline;
import dev.assay.reports.page.ReportView.Row;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.FileProblem;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.text.EvidenceText;
import dev.assay.reports.text.OperationText;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** From a run to what its page shows. */
final class ReportViewMaker {

    /** Names, versions, settings: what stands in a cell. */
    private static final int CELL_LIMIT = 300;

    /** Sentences: explanations, reasons, effects. */
    private static final int SENTENCE_LIMIT = 2000;

    /** More rows than a person reads; the files have the rest. */
    private static final int ROWS_LIMIT = 200;

    /** Kinds of errors that are worth a look. */
    private static final int ERRORS_LIMIT = 25;

    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RunFolder folder;
    private final RunDigest digest;
    private final RunSummary run;
    private boolean isServed;
    private boolean isRunning;

    ReportViewMaker(RunFolder folder, RunDigest digest) {
        this.folder = folder;
        this.digest = digest;
        this.run = RunSummary.of(folder, digest);
    }

    /** For a server, and whether the run goes on. */
    ReportViewMaker served(boolean running) {
        isServed = true;
        isRunning = running;
        return this;
    }

    ReportView view() {
        FaultViews faults = new FaultViews(folder.faults(), digest.silences());
        return new ReportView(
                headline(),
                figures(),
                folder.spec().map(this::facts).orElse(List.of()),
                folder.spec().map(ReportViewMaker::options).orElse(List.of()),
                evidence(),
                BenchView.of(folder),
                functions(),
                latencies(),
                AvailabilityView.of(digest.availability(), folder.faults()),
                faults.rows(),
                faults.omitted(),
                leaders(),
                checks(),
                lines(folder.verdict().map(RunVerdict::assumptions).orElse(List.of())),
                lines(folder.verdict().map(RunVerdict::problems).orElse(List.of())),
                lines(Stream.concat(folder.problems().stream(), digest.problems().stream())
                        .filter(problem -> !isRunning) // not whole yet
                        .map(FileProblem::toString)
                        .toList()),
                errors(),
                NodeViews.of(folder.nodeLogs()),
                ChartData.of(digest, folder.faults(), folder.leaders()).toJson(),
                OperationColumns.json(
                        digest.sample(),
                        folder.verdict().map(RunVerdict::evidence).orElse(List.of()),
                        ReportPage.OPERATIONS_BYTES_LIMIT),
                LogData.of(
                                folder.nodeLogs(),
                                folder.spec().map(RunSpec::startedAt).orElse(null))
                        .toJson(),
                digest.total().total() > 0 || isRunning,
                isServed,
                isRunning,
                isServed ? InlineAssets.served() : InlineAssets.report());
    }

    private Headline headline() {
        return new Headline(
                run,
                mark(),
                line(run.scenario(), CELL_LIMIT),
                line(folder.name(), CELL_LIMIT),
                folder.spec().map(spec -> STARTED.format(spec.startedAt())).orElse(""),
                folder.verdict()
                        .map(verdict -> line(verdict.why(), SENTENCE_LIMIT))
                        .orElse(
                                isRunning
                                        ? "This run goes on; the page follows it."
                                        : isOfCode()
                                                ? "Measurements of code: there is nothing to verify."
                                                : folder.bench().isPresent()
                                                        ? "A benchmark: each row of it has its own verdict."
                                                        : "This run did not come to a verdict."
                                                                + whereItEnded()),
                outcome(),
                isRunning,
                isOfCode() || run.asExpected(),
                folder.spec().map(spec -> String.valueOf(spec.seed())).orElse(""),
                folder.spec()
                        .map(spec -> line(spec.replayCommand(), SENTENCE_LIMIT))
                        .orElse(""),
                folder.bench().isPresent()
                        ? "Measures the same again; the figures will differ as far as repeats do."
                        : "Replays the schedule and the operations, not the interleaving of"
                                + " threads.");
    }

    /** Of a run whose process ended before it could say that it was over. */
    private String whereItEnded() {
        return folder.now()
                .map(now -> now.fault() == null
                        ? " The last that it did: " + now.doing() + "."
                        : " It ended during the fault " + now.fault().name() + ".")
                .map(words -> line(words, CELL_LIMIT))
                .orElse("");
    }

    private VerdictMark mark() {
        return isRunning
                ? VerdictMark.RUNNING
                : isOfCode()
                        ? VerdictMark.MEASURED
                        : isUnverified() ? VerdictMark.UNVERIFIED : VerdictMark.of(run.verdict());
    }

    /** Of JMH's results alone, which no system answered. */
    private boolean isOfCode() {
        return folder.bench()
                .map(bench -> bench.rows().isEmpty() && !bench.micros().isEmpty())
                .orElse(false);
    }

    /** A benchmark that nobody checked: not a run that failed to come to a verdict. */
    private boolean isUnverified() {
        return !run.isJudged();
    }

    private String outcome() {
        if (isRunning) {
            return "no verdict yet";
        }
        if (isOfCode() || isUnverified()) {
            return "benchmark";
        }
        if (run.expectation() == Expectation.INVALID) {
            return run.asExpected() ? "control: caught, as expected" : "control: not caught";
        }
        return run.asExpected() ? "as expected" : "expected: valid";
    }

    /** Of the headline. */
    List<Fact> figures() {
        BenchResult bench = folder.bench().orElse(null);
        if (bench != null && digest.total().total() == 0) {
            return benchFigures(bench);
        }
        OutcomeCounts counts = digest.total();
        return List.of(
                new Fact("operations", Figures.count(counts.total())),
                new Fact("ok", Figures.count(counts.ok())),
                new Fact("fail", Figures.count(counts.fail())),
                new Fact("info", Figures.count(counts.info())),
                new Fact("faults", Figures.count(folder.faults().size())),
                new Fact("ok rate", okRate(counts)),
                new Fact(
                        "available",
                        AvailabilityView.percent(digest.availability().share())),
                new Fact("time", Figures.duration(digest.end())));
    }

    private static List<Fact> benchFigures(BenchResult bench) {
        return List.of(
                new Fact("rows", Figures.count(bench.rows().size())),
                new Fact(
                        "systems",
                        Figures.count(bench.rows().stream()
                                .map(BenchRow::system)
                                .distinct()
                                .count())),
                new Fact(
                        "repeats",
                        Figures.count(bench.rows().stream()
                                .mapToLong(row -> row.repeats().size())
                                .sum())),
                new Fact("JMH results", Figures.count(bench.micros().size())));
    }

    private String okRate(OutcomeCounts counts) {
        double seconds = digest.availability().length().toNanos() / 1e9;
        return seconds == 0 ? "–" : AvailabilityView.rate(counts.ok() / seconds);
    }

    private List<Row> leaders() {
        return folder.leaders().stream()
                .limit(ROWS_LIMIT)
                .map(leader -> new Row(List.of(
                        Figures.moment(leader.timeNanos()),
                        leader.node() == null ? "nobody" : line(leader.node(), CELL_LIMIT),
                        leader.term() == 0 ? "" : String.valueOf(leader.term()))))
                .toList();
    }

    /** Rows of a benchmark say of what system and on what terms: of all together nothing is stated. */
    private List<Fact> facts(RunSpec spec) {
        boolean rows = folder.bench().filter(bench -> !bench.rows().isEmpty()).isPresent();
        return Stream.of(
                        new Fact("System", (spec.system() + " " + spec.systemVersion()).strip()),
                        new Fact(
                                "Nodes",
                                spec.nodes().isEmpty()
                                        ? ""
                                        : spec.nodes().size() + ": "
                                                + String.join(", ", spec.nodes())),
                        new Fact("Durability", spec.durability()),
                        new Fact("Read level", spec.readLevel()),
                        new Fact(
                                "Clients",
                                spec.clients() == 0 ? "" : Figures.count(spec.clients())),
                        new Fact("Proxy", spec.proxy()),
                        new Fact(
                                "Load",
                                spec.duration().isZero() ? "" : Figures.duration(spec.duration())),
                        new Fact("Machine", machine(spec)),
                        new Fact("JDK", spec.machine().jdk()),
                        new Fact("Revision", spec.gitRevision() == null ? "" : spec.gitRevision()))
                .filter(fact -> !fact.value().isEmpty())
                .filter(fact -> !rows || !fact.value().equals(RunSpec.NOT_STATED))
                .map(ReportViewMaker::visible)
                .toList();
    }

    private static String machine(RunSpec spec) {
        String memory = spec.machine().memoryBytes() == 0
                ? ""
                : ", " + Figures.bytes(spec.machine().memoryBytes());
        return "%s, %d cores%s".formatted(spec.machine().os(), spec.machine().cores(), memory);
    }

    private static List<Fact> options(RunSpec spec) {
        return spec.options().entrySet().stream()
                .limit(ROWS_LIMIT)
                .map(option -> visible(new Fact(option.getKey(), option.getValue())))
                .toList();
    }

    private static Fact visible(Fact fact) {
        return new Fact(line(fact.name(), CELL_LIMIT), line(fact.value(), CELL_LIMIT));
    }

    /** Of the first checker that found something; the others stand in the table of checks. */
    private @Nullable Evidence evidence() {
        for (CheckResult check : results()) {
            if (check.verdict() instanceof Verdict.Invalid invalid) {
                String checker = line(check.checker(), CELL_LIMIT);
                String key = invalid.evidence().key();
                return new Evidence(
                        checker,
                        key == null ? "" : OperationText.value(key),
                        line(invalid.evidence().explanation(), SENTENCE_LIMIT),
                        HistoryDrawing.of(invalid.evidence()),
                        CycleDrawing.of(invalid.evidence()),
                        EvidenceText.of(checker, invalid.evidence()));
            }
        }
        return null;
    }

    private List<Check> checks() {
        return results().stream().limit(ROWS_LIMIT).map(ReportViewMaker::check).toList();
    }

    private static Check check(CheckResult result) {
        String operations = result.operationsChecked() == result.operations()
                ? Figures.count(result.operations())
                : "%s of %s"
                        .formatted(
                                Figures.count(result.operationsChecked()),
                                Figures.count(result.operations()));
        String remark = result.verdict() instanceof Verdict.Unknown unknown
                ? unknown.reason()
                : result.verdict() instanceof Verdict.Invalid invalid
                        ? invalid.evidence().explanation()
                        : "";
        return new Check(
                line(result.checker(), CELL_LIMIT),
                VerdictMark.of(result.verdict().word()),
                operations,
                of(result.usedTime(), result.budgetTime()),
                "%s of %s"
                        .formatted(
                                Figures.bytes(result.usedBytes()),
                                Figures.bytes(result.budgetBytes())),
                line(remark, SENTENCE_LIMIT));
    }

    private static String of(Duration used, Duration budget) {
        return Figures.duration(used) + " of " + Figures.duration(budget);
    }

    private List<CheckResult> results() {
        return folder.verdict().map(RunVerdict::checks).orElse(List.of());
    }

    private List<Row> functions() {
        List<Row> rows = new ArrayList<>();
        digest.byFunction()
                .forEach((f, counts) -> rows.add(countsRow(line(f, CELL_LIMIT), counts)));
        rows.add(countsRow("all", digest.total()));
        return rows;
    }

    private static Row countsRow(String name, OutcomeCounts counts) {
        return new Row(List.of(
                name,
                Figures.count(counts.total()),
                Figures.count(counts.ok()),
                Figures.count(counts.fail()),
                Figures.count(counts.info())));
    }

    private List<Row> latencies() {
        return digest.latencies().stream()
                .filter(series -> !series.total().isEmpty())
                .map(ReportViewMaker::latencyRow)
                .toList();
    }

    private static Row latencyRow(LatencySeries series) {
        return new Row(List.of(
                line(series.kind().f(), CELL_LIMIT) + ", "
                        + series.kind().measure().word() + " time",
                Figures.count(series.total().count()),
                Figures.nanos(series.total().p50Nanos()),
                Figures.nanos(series.total().p90Nanos()),
                Figures.nanos(series.total().p99Nanos()),
                Figures.nanos(series.total().p999Nanos()),
                Figures.nanos(series.total().maxNanos())));
    }

    private List<Row> errors() {
        return digest.errors().stream()
                .limit(ERRORS_LIMIT)
                .map(ReportViewMaker::errorRow)
                .toList();
    }

    private static Row errorRow(ErrorCount error) {
        return new Row(List.of(
                line(error.error(), CELL_LIMIT),
                error.outcome().word(),
                line(error.f(), CELL_LIMIT),
                Figures.count(error.count())));
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream()
                .limit(ROWS_LIMIT)
                .map(text -> line(text, SENTENCE_LIMIT))
                .toList();
    }
}
