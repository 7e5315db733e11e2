package dev.assay.bench.cli;

import dev.assay.bench.classic.ClassicTest;
import dev.assay.bench.classic.ClassicTests;
import dev.assay.bench.drive.Dialect;
import dev.assay.bench.drive.DriverKind;
import dev.assay.bench.drive.LoadListener.Progress;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.drive.LoadResult;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.measure.Measurer;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunSpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * {@code assay bench seed}: the loop of hraftd's README ({@code for c in 1 20 50 100 ... -n 100000 -t
 * set,get}), beside the numbers that stand there.
 */
@Command(
        name = "seed",
        description = {
            "Runs the benchmark of hraftd's README (1220f31) against a server, beside its numbers.",
            "Those were measured on a laptop of 2015 with a server that acknowledged SET before the"
                    + " entry was committed, so they are no target for one that waits."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SeedCommand implements Callable<Integer> {
    private static final List<Integer> CLIENTS = List.of(1, 20, 50, 100);
    /** TigerZhang/hraftd 1220f31, README.md, section Benchmark: SET, then GET. */
    private static final Map<Integer, List<Double>> README = Map.of(
            1, List.of(17556.18, 16747.61),
            20, List.of(47438.33, 43383.95),
            50, List.of(48146.37, 41736.23),
            100, List.of(47846.89, 40833.00));

    private static final int VALUE_BYTES = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Mixin
    private Target target;

    @Option(names = "-n", paramLabel = "<requests>", defaultValue = "100000")
    private long requests;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Measure so often (default ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int repeats;

    @Option(names = "--driver", paramLabel = "jedis|netty")
    private DriverKind driver = DriverKind.JEDIS;

    @Option(
            names = "--with-redis-benchmark",
            description = "Run the real one, too, in turns, and print the ratio.")
    private boolean withRedisBenchmark;

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

    private record Cell(int clients, String test, String driver) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        target.settle();
        PrintWriter terminal = spec.commandLine().getOut();
        RedisBenchmark real = withRedisBenchmark
                ? RedisBenchmark.find()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--with-redis-benchmark: there is none on the PATH"))
                : null;
        RunSpec run = RunSpec.builder("bench-seed", 1)
                .system(target.text(), "")
                .option("requests", requests)
                .option("repeats", repeats)
                .replayCommand(Again.command("bench seed", spec))
                .build();
        try (BenchFolder folder = BenchFolder.create(out, run)) {
            folder.note("hraftd's README was measured on a laptop of 2015 with a server that"
                    + " acknowledged SET before the entry was committed.");
            Measurer measurer = new Measurer(new SplittableRandom(1), folder);
            try (Ending ending = new Ending(() -> {
                measurer.stop();
                if (real != null) {
                    real.stop();
                }
            })) {
                Map<Cell, BenchRow> rows = measure(measurer, real, folder, terminal);
                print(rows, real != null, terminal);
                if (!ending.came()) {
                    folder.whole();
                }
                terminal.println("run folder: " + folder.path());
                terminal.flush();
                return ending.came() ? BenchCommand.EXIT_RED : 0;
            }
        }
    }

    private Map<Cell, BenchRow> measure(
            Measurer measurer,
            @org.jspecify.annotations.Nullable RedisBenchmark real,
            BenchFolder folder,
            PrintWriter terminal)
            throws IOException, InterruptedException {
        ProgressLine line = new ProgressLine(terminal);
        Map<Cell, BenchRow> rows = new HashMap<>();
        Map<Cell, List<BenchRepeat>> repeated = new HashMap<>();
        List<ClassicTest> tests = ClassicTests.of(List.of("set", "get"), VALUE_BYTES, false);
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (int clients : CLIENTS) {
                LoadPlan plan = plan(clients);
                if (repeat == 0) {
                    WarmUp.pings(plan, measurer);
                }
                for (ClassicTest test : tests) {
                    if (measurer.stopped()) {
                        return rows;
                    }
                    String what = "-c " + clients + " " + test.title() + " " + (repeat + 1) + "/"
                            + repeats;
                    folder.doing(what);
                    LoadResult result = measurer.measure(
                            plan, thread -> test.source(null, new SplittableRandom(1)), how -> {
                                line.show(what, how, fraction(how));
                                folder.goes(what, how);
                            });
                    if (result.whole()) {
                        Cell cell = new Cell(clients, test.title(), driver.word());
                        add(cell, Measurer.repeat(result), repeated, rows, folder);
                    }
                    if (real != null && !measurer.stopped()) {
                        line.replace(what + " redis-benchmark");
                        Cell cell = new Cell(clients, test.title(), RedisBenchmark.PROGRAM);
                        BenchRepeat theirs = theirs(real, clients, test.title());
                        add(cell, theirs, repeated, rows, folder);
                    }
                }
            }
        }
        line.clear();
        return rows;
    }

    private BenchRepeat theirs(RedisBenchmark real, int clients, String test)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(target.arguments());
        arguments.addAll(List.of(
                "-n", Long.toString(requests),
                "-c", Integer.toString(clients),
                "-t", test.toLowerCase(java.util.Locale.ROOT)));
        return RedisBenchmark.repeat(requests, real.run(arguments).getOrDefault(test, 0.0));
    }

    private double fraction(Progress how) {
        return (double) (how.ok() + how.errors()) / requests;
    }

    private LoadPlan plan(int clients) {
        return new LoadPlan(
                driver,
                target.endpoints(),
                target.greeting(),
                clients,
                1,
                1,
                null,
                requests,
                null,
                0,
                TIMEOUT,
                false,
                false,
                Dialect.REDIS);
    }

    private void add(
            Cell cell,
            BenchRepeat repeat,
            Map<Cell, List<BenchRepeat>> repeated,
            Map<Cell, BenchRow> rows,
            BenchFolder folder)
            throws IOException {
        List<BenchRepeat> of = repeated.computeIfAbsent(cell, c -> new ArrayList<>());
        of.add(repeat);
        BenchRow row = BenchRow.unverified(
                target.text(),
                cell.test,
                cell.driver,
                "not stated",
                "not stated",
                0,
                cell.clients,
                1,
                VALUE_BYTES + " bytes",
                null,
                of);
        rows.put(cell, row);
        folder.put(cell, row);
    }

    private void print(Map<Cell, BenchRow> rows, boolean withReal, PrintWriter terminal) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(
                "-c", "test", driver.word() + " (median/s)", "min..max", "CV", "p99 ms", "errors"));
        if (withReal) {
            head.addAll(List.of("redis-benchmark (median/s)", "min..max", "ratio"));
        }
        head.add("hraftd's README");
        lines.add(head);
        for (int clients : CLIENTS) {
            for (String test : List.of("SET", "GET")) {
                BenchRow row = rows.get(new Cell(clients, test, driver.word()));
                if (row == null) {
                    continue;
                }
                List<String> line = new ArrayList<>(List.of(
                        Integer.toString(clients),
                        test,
                        ResultTable.count(row.medianPerSecond()),
                        range(row),
                        ResultTable.percent(row.coefficientOfVariation()),
                        ResultTable.millis(ResultTable.middle(row).service().p99Nanos()),
                        ResultTable.errors(row)));
                if (withReal) {
                    BenchRow theirs = rows.get(new Cell(clients, test, RedisBenchmark.PROGRAM));
                    line.addAll(
                            theirs == null
                                    ? List.of("", "", "")
                                    : List.of(
                                            ResultTable.count(theirs.medianPerSecond()),
                                            range(theirs),
                                            String.format(
                                                    java.util.Locale.ROOT,
                                                    "%.2f",
                                                    row.medianPerSecond()
                                                            / theirs.medianPerSecond())));
                }
                List<Double> readme = README.getOrDefault(clients, List.of(0.0, 0.0));
                line.add(ResultTable.count(readme.get(test.equals("SET") ? 0 : 1)));
                lines.add(line);
            }
        }
        terminal.print(ResultTable.align(lines));
        terminal.println("(hraftd's README, 1220f31: one node, a laptop of 2015, SET acknowledged"
                + " before it was committed: no fsync, no quorum, no apply was waited for)");
    }

    private static String range(BenchRow row) {
        return ResultTable.count(row.minPerSecond()) + ".." + ResultTable.count(row.maxPerSecond());
    }
}
