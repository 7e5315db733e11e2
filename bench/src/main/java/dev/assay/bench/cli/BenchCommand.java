package dev.assay.bench.cli;

import dev.assay.bench.classic.ClassicTest;
import dev.assay.bench.classic.ClassicTests;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.generator.Keys;
import dev.assay.bench.generator.PerServer;
import dev.assay.bench.generator.Workload;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.measure.Measurer;
import dev.assay.reports.run.RunSpec;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** {@code assay bench}: redis-benchmark's runs, and honest load. */
@Command(
        name = "bench",
        description = {
            "Without options of its own: redis-benchmark, with its options, tests and formats.",
            "With one of --rate, --workload, --time, --churn, --repeats, --warmup, --find-max:"
                    + " honest load, and a table with spread, response time and errors."
        },
        sortOptions = false,
        subcommands = {CompareCommand.class, DiffCommand.class, JmhCommand.class, SeedCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:measured",
            "1:the server answered an error, or the run was ended early",
            "64:the call cannot be understood",
            "70:the harness itself failed"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BenchCommand implements Callable<Integer> {
    static final int EXIT_RED = 1;
    /** Seeds that are drawn are short, so that they can be typed. */
    private static final int SEED_BOUND = 1_000_000;

    @Mixin
    private Target target;

    @Mixin
    private LoadOptions load;

    @Option(
            names = "-t",
            split = ",",
            paramLabel = "<tests>",
            description =
                    "Only run the comma separated list of tests. Ignored if a specific command"
                            + " is supplied on the command line.")
    private List<String> tests = List.of();

    @Option(names = "-q", description = "Quiet. Just show query/sec values")
    private boolean quiet;

    @Option(names = "--csv", description = "Output in CSV format")
    private boolean csv;

    @Option(
            names = "--precision",
            paramLabel = "<num>",
            description = "Taken for compatibility: redis-benchmark 7.0 prints three decimals"
                    + " whatever it says.")
    private @Nullable Integer precision;

    @Option(names = "-l", description = "Loop. Run the tests forever")
    private boolean loop;

    @Option(names = "-e", description = "Taken for compatibility: errors are always shown.")
    private boolean showErrors;

    @Option(names = "-x", description = "Read last argument from STDIN.")
    private boolean lastFromInput;

    @Option(names = "-I", description = "Idle mode. Just open N idle connections and wait.")
    private boolean idle;

    @Option(
            names = "--seed",
            paramLabel = "<num>",
            description = "Seed of the random numbers; 0 (default) draws one.")
    private long seed;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            description = "Load that is not counted before each test. Default: 1 s of PING before"
                    + " the first, which warms this program and leaves the data alone.")
    private @Nullable Double warmup;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Measure each test so often; the table has median, range and coefficient"
                    + " of variation.")
    private @Nullable Integer repeats;

    @Option(
            names = "--find-max",
            description = "Look for the highest rate that keeps the limit of --p99.")
    private boolean findMax;

    @Option(
            names = "--p99",
            paramLabel = "MS",
            description = "The limit of --find-max: 99 %% of the response times (default"
                    + " ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private double p99Millis;

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

    @Option(names = "--version", versionHelp = true, description = "Output version and exit.")
    private boolean version;

    @Parameters(paramLabel = "COMMAND ARGS", description = "A command to run instead of the tests.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        try {
            target.settle();
        } catch (Target.NoCluster e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return EXIT_RED;
        }
        if (load.threads == 0) {
            load.threads = target.masters().size(); // as redis-benchmark does
        }
        boolean honest =
                load.honest() || repeats != null || warmup != null || findMax || withRedisBenchmark;
        if (repeats != null && repeats < 1) {
            throw bad("--repeats " + repeats + ": expected 1 or more");
        }
        LoadPlan plan = load.plan(target.endpoints(), target.greeting(), !honest);
        if (idle) {
            return Idle.waitForever(plan, terminal);
        }
        long drawn = seed != 0 ? seed : 1 + new SecureRandom().nextInt(SEED_BOUND);
        SplittableRandom random = new SplittableRandom(drawn);
        try (BenchFolder folder = BenchFolder.create(out, runSpec(plan, drawn))) {
            Measurer measurer = new Measurer(random.split(), folder);
            List<Job> jobs = jobs(random);
            if (honest) {
                HonestRun run = new HonestRun(
                        plan,
                        target,
                        load,
                        measurer,
                        folder,
                        Duration.ofNanos((long) (1e9 * (warmup == null ? 1 : warmup))),
                        terminal);
                if (findMax) {
                    return run.findMax(jobs, p99Millis);
                }
                return run.measure(jobs, repeats == null ? 1 : repeats, withRedisBenchmark);
            }
            ClassicRun run = new ClassicRun(
                    plan,
                    target,
                    load,
                    measurer,
                    folder,
                    csv
                            ? ClassicRun.Format.CSV
                            : quiet ? ClassicRun.Format.QUIET : ClassicRun.Format.VERBOSE,
                    terminal,
                    spec.commandLine().getErr());
            return run.run(jobs, !words.isEmpty(), loop);
        }
    }

    /**
     * What is measured under one name.
     *
     * @param sources makes the source of a thread
     * @param tagged whether its keys follow the slots of a cluster
     * @param prepare stores what the load wants to find; null when nothing is needed
     */
    record Job(
            String title,
            IntFunction<CommandSource> sources,
            boolean tagged,
            @Nullable Preparation prepare) {}

    /** Records to be stored before a load. */
    record Preparation(long records, int bytes) {}

    private List<Job> jobs(SplittableRandom random) throws IOException {
        Workload mix = load.mix();
        if (mix != null) {
            if (!target.masters().isEmpty()) {
                throw bad("--cluster with --workload: a mix's keys are not told apart by master");
            }
            Keys given = load.keys();
            Keys keys = given == null ? new Keys.Zipfian(load.records, Keys.Zipfian.THETA) : given;
            long records = Math.max(load.records, keys.count());
            AtomicLong inserted = new AtomicLong(records);
            return List.of(new Job(
                    mix.name(),
                    thread -> mix.source(keys, load.sizes(), inserted, split(random)),
                    false,
                    new Preparation(records, load.sizes().max())));
        }
        List<Job> jobs = new ArrayList<>();
        for (ClassicTest test : classicTests()) {
            jobs.add(new Job(
                    test.title(),
                    thread -> source(test, random),
                    !target.masters().isEmpty() && test.tagged(),
                    null));
        }
        return jobs;
    }

    /** In a cluster each master is asked for keys of its own. */
    private CommandSource source(ClassicTest test, SplittableRandom random) {
        return target.masters().isEmpty()
                ? test.source(load.keys(), split(random))
                : new PerServer(target.masters().stream()
                        .map(master -> test.with(master.tag()).source(load.keys(), split(random)))
                        .toList());
    }

    private static SplittableRandom split(SplittableRandom random) {
        synchronized (random) {
            return random.split();
        }
    }

    private List<ClassicTest> classicTests() throws IOException {
        if (load.valueBytes < 1) {
            throw bad("-d " + load.valueBytes + ": expected 1 or more");
        }
        if (words.isEmpty()) {
            return ClassicTests.of(tests, load.valueBytes, !target.masters().isEmpty());
        }
        List<String> command = new ArrayList<>(words);
        if (lastFromInput) {
            command.add(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return List.of(ClassicTests.custom(command));
    }

    private RunSpec runSpec(LoadPlan plan, long drawn) {
        RunSpec.Builder builder = RunSpec.builder("bench", drawn)
                .option("driver", plan.driver().word())
                .option("clients", plan.connections())
                .option("threads", plan.threads())
                .option("pipeline", plan.pipeline())
                .option("payload", load.sizes().words())
                .option(
                        "loop",
                        plan.arrivals() == null ? "closed" : plan.arrivals().toString())
                .system(target.text(), "")
                .clients(plan.connections())
                .replayCommand(
                        Again.command("bench", spec) + (seed == 0 ? " --seed " + drawn : ""));
        if (plan.time() != null) {
            builder.duration(plan.time());
        }
        target.config()
                .ifPresent(config -> builder.durability("appendonly " + config.appendonly()));
        return builder.build();
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
