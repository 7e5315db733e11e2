package dev.assay.bench.cli;

import dev.assay.bench.classic.ClassicTest;
import dev.assay.bench.classic.ClassicTests;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.compare.SystemUnderLoad;
import dev.assay.bench.compare.Verification;
import dev.assay.bench.drive.Greeting;
import dev.assay.bench.drive.LoadListener.Progress;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.drive.LoadResult;
import dev.assay.bench.generator.Keys;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.measure.Measurer;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** {@code assay bench compare}: several systems in turns, each with its verdict. */
@Command(
        name = "compare",
        description = "Starts systems as for chaos, loads them in turns, and verifies what they"
                + " answer meanwhile.",
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:measured, and no verdict is invalid",
            "1:a verdict is invalid, or the run was ended early",
            "64:the call cannot be understood",
            "70:the harness itself failed"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompareCommand implements Callable<Integer> {
    private static final int SEED_BOUND = 1_000_000;

    @Mixin
    private LoadOptions load;

    @Option(
            names = "--systems",
            split = ",",
            required = true,
            paramLabel = "NAME|FILE",
            description = "Systems to compare; ratios are to the first.")
    private List<String> systems;

    @Option(
            names = "-t",
            split = ",",
            paramLabel = "<tests>",
            description = "Tests of redis-benchmark (default: set,get).")
    private List<String> tests = List.of("set", "get");

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Measure so often, in turns (default ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int repeats;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            description = "Load that is not counted, once before the first repeat of each test"
                    + " (default ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private double warmup;

    @Option(
            names = "--no-verdict",
            description = "Without verifying clients; the rows say that nobody verified.")
    private boolean noVerdict;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "What is drawn derives from it; 0 (default) draws one.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the run folders (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs")
    private Path out;

    @Option(names = "--help", usageHelp = true, description = "Output this help and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** A system, its place in the table, and a test. */
    private record Cell(int system, String test) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        long drawn = seed != 0 ? seed : 1 + new SecureRandom().nextInt(SEED_BOUND);
        List<ClassicTest> chosen = ClassicTests.of(tests, load.valueBytes, false);
        if (chosen.isEmpty() || repeats < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-t " + tests + " --repeats " + repeats
                            + ": expected tests of redis-benchmark, and 1 repeat or more");
        }
        List<SystemDescription> described = described(terminal);
        List<SystemUnderLoad> open = new ArrayList<>();
        try (ProcessReaper reaper = ProcessReaper.start();
                BenchFolder all = BenchFolder.create(out, spec("compare", drawn).build())) {
            Measurer measurer = new Measurer(new SplittableRandom(drawn), null);
            try (Ending ending = new Ending(measurer::stop)) {
                for (SystemDescription system : described) {
                    open.add(SystemUnderLoad.start(
                            system, reaper, out, runSpec(system, drawn), !noVerdict));
                }
                measureAll(open, chosen, measurer, all, terminal);
                boolean red = judge(open, all);
                if (!ending.came()) {
                    all.whole();
                }
                print(all.rows(), described.get(0).name(), terminal);
                terminal.println("run folder: " + all.path());
                terminal.flush();
                return red || ending.came() ? BenchCommand.EXIT_RED : 0;
            }
        } finally {
            for (SystemUnderLoad system : open) {
                system.close();
            }
        }
    }

    private List<SystemDescription> described(PrintWriter terminal) {
        List<SystemDescription> described = new ArrayList<>();
        for (String name : systems) {
            SystemDescription system = SystemCatalog.load(name);
            List<String> missing = Cluster.missing(system);
            if (missing.isEmpty()) {
                described.add(system);
            } else {
                terminal.println("left out: " + system.name() + ", for here is no " + missing);
            }
        }
        if (described.isEmpty()) {
            throw new IllegalArgumentException("none of the systems can be started here");
        }
        return described;
    }

    private RunSpec.Builder spec(String name, long drawn) {
        return RunSpec.builder(name, drawn)
                .option("driver", load.driver.word())
                .option("pipeline", load.pipeline)
                .option("payload", load.sizes().words())
                .option("repeats", repeats)
                .option("systems", String.join(", ", systems))
                .clients(load.clients)
                .replayCommand(Again.command("bench compare", spec)
                        + (seed == 0 ? " --seed " + drawn : ""));
    }

    private RunSpec runSpec(SystemDescription system, long drawn) {
        return spec("compare-" + system.name(), drawn)
                .system(system.name(), system.summary())
                .nodes(system.nodeNames())
                .durability(system.durability())
                .readLevel(system.readLevel())
                .build();
    }

    private void measureAll(
            List<SystemUnderLoad> open,
            List<ClassicTest> chosen,
            Measurer measurer,
            BenchFolder all,
            PrintWriter terminal)
            throws IOException, InterruptedException {
        ProgressLine line = new ProgressLine(terminal);
        Map<Cell, List<BenchRepeat>> results = new HashMap<>();
        Keys keys = load.keys();
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (ClassicTest test : chosen) {
                for (int i = 0; i < open.size() && !measurer.stopped(); i++) {
                    SystemUnderLoad system = open.get(i);
                    SplittableRandom random = new SplittableRandom(repeat * 31L + i);
                    if (!system.dialect().offers(test.command())) {
                        all.note(system.system().name() + " has no " + test.title());
                        continue;
                    }
                    LoadPlan plan = load.plan(system.endpoints(), Greeting.NONE, false)
                            .speaking(system.dialect())
                            .followingMoved();
                    Verification verification = system.verification();
                    system.beginToVerify();
                    LoadResult result;
                    try {
                        if (repeat == 0) {
                            line.replace(system.system().name() + ": warming up");
                            measurer.warmUp(
                                    plan,
                                    Duration.ofNanos((long) (warmup * 1e9)),
                                    thread -> test.source(keys, random.split()));
                        }
                        String what = system.system().name() + " " + test.title() + " "
                                + (repeat + 1) + "/" + repeats;
                        all.doing(what);
                        system.folder().doing(what);
                        result = measurer.measure(
                                plan, thread -> test.source(keys, random.split()), how -> {
                                    line.show(what, how, fraction(plan, how));
                                    all.goes(what, how);
                                });
                    } finally {
                        if (verification != null) {
                            verification.end();
                        }
                    }
                    Cell cell = new Cell(i, test.title());
                    List<BenchRepeat> of = results.computeIfAbsent(cell, c -> new ArrayList<>());
                    of.add(Measurer.repeat(result));
                    BenchRow row = row(system, test, plan, of);
                    all.put(cell, row);
                    system.folder().put(cell, row);
                }
            }
        }
        line.clear();
    }

    private static double fraction(LoadPlan plan, Progress how) {
        Duration time = plan.time();
        Long requests = plan.requests();
        return time != null
                ? how.seconds() / (time.toNanos() / 1e9)
                : requests == null ? 0 : (double) (how.ok() + how.errors()) / requests;
    }

    private BenchRow row(
            SystemUnderLoad of, ClassicTest test, LoadPlan plan, List<BenchRepeat> results) {
        SystemDescription system = of.system();
        return BenchRow.unverified(
                system.name(),
                test.title(),
                plan.driver().word(),
                system.durability(),
                system.readLevel(),
                system.nodes(),
                plan.connections(),
                plan.pipeline(),
                load.sizes().words(),
                plan.arrivals() == null ? null : plan.arrivals().perSecond(),
                results);
    }

    /** Whether a verdict is not valid: unknown is no pass either. */
    private static boolean judge(List<SystemUnderLoad> open, BenchFolder all) throws IOException {
        boolean red = false;
        all.doing("checking what was answered");
        for (SystemUnderLoad system : open) {
            Verification verification = system.verification();
            BenchFolder own = system.folder();
            own.doing("checking what was answered");
            if (verification != null) {
                RunVerdict verdict = verification.judge();
                red |= verdict.word() != Verdict.Word.VALID;
                String name = system.system().name();
                String run = String.valueOf(own.path().getFileName());
                UnaryOperator<BenchRow> judged = row -> row.system().equals(name)
                        ? row.judged(verdict.word(), verdict.why(), run)
                        : row;
                all.replaceRows(judged);
                own.replaceRows(judged);
            }
            own.whole();
        }
        return red;
    }

    private static void print(List<BenchRow> rows, String baseline, PrintWriter terminal) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "test",
                "system",
                "driver",
                "nodes",
                "durability",
                "read level",
                "clients",
                "payload",
                "ok/s (median)",
                "min..max",
                "CV",
                "ratio to " + baseline,
                "p99 ms",
                "errors",
                "verdict"));
        List<BenchRow> sorted = rows.stream()
                .sorted(java.util.Comparator.comparing(BenchRow::test).reversed())
                .toList();
        for (BenchRow row : sorted) {
            double base = rows.stream()
                    .filter(other ->
                            other.test().equals(row.test()) && other.system().equals(baseline))
                    .mapToDouble(BenchRow::medianPerSecond)
                    .findFirst()
                    .orElse(0);
            lines.add(List.of(
                    row.test(),
                    row.system(),
                    row.driver(),
                    Integer.toString(row.nodes()),
                    row.durability(),
                    row.readLevel(),
                    Integer.toString(row.clients()),
                    row.payload(),
                    ResultTable.count(row.medianPerSecond()),
                    ResultTable.count(row.minPerSecond()) + ".."
                            + ResultTable.count(row.maxPerSecond()),
                    ResultTable.percent(row.coefficientOfVariation()),
                    base == 0
                            ? ""
                            : String.format(Locale.ROOT, "%.2f", row.medianPerSecond() / base),
                    ResultTable.millis(ResultTable.middle(row).response().p99Nanos()),
                    ResultTable.errors(row),
                    ResultTable.verdict(row.verdict())));
        }
        terminal.print(ResultTable.align(lines));
    }
}
