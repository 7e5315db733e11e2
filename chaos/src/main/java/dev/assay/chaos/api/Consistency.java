package dev.assay.chaos.api;

import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.runner.RunOptions;
import dev.assay.chaos.runner.ScenarioRunner;
import dev.assay.chaos.runner.ToxiproxyChoices;
import dev.assay.chaos.scenario.FaultKinds;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Slo;
import dev.assay.chaos.scenario.Step;
import dev.assay.chaos.workload.Load;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A consistency test of a system under test, as plain Java:
 *
 * <pre>{@code
 * ConsistencyResult result = Consistency.of("my-service.yaml")
 *         .workload("registers")
 *         .faults("leader-isolated", "kill-leader")
 *         .time(Duration.ofSeconds(30))
 *         .seed(7)
 *         .run();
 * result.requireValid();
 * }</pre>
 *
 * <p>Starts the system's nodes as local processes, with a proxy on every link, and stops them all.
 * Immutable; each setting gives a new one.
 */
public final class Consistency {

    /** Faults beyond this time are not begun. */
    public static final Duration TIME_MAX = Duration.ofHours(1);

    private static final Duration REST = Duration.ofMillis(1_500);
    private static final Duration HOLD = Duration.ofSeconds(4);

    private final String system;
    private final int nodes;
    private final Workload workload;
    private final Load load;
    private final List<Fault> faults;
    private final Duration time;
    private final Slo slo;
    private final long seed;
    private final Path runs;
    private final Consumer<String> progress;

    private Consistency(
            String system,
            int nodes,
            Workload workload,
            Load load,
            List<Fault> faults,
            Duration time,
            Slo slo,
            long seed,
            Path runs,
            Consumer<String> progress) {
        this.system = system;
        this.nodes = nodes;
        this.workload = workload;
        this.load = load;
        this.faults = List.copyOf(faults);
        this.time = time;
        this.slo = slo;
        this.seed = seed;
        this.runs = runs;
        this.progress = progress;
    }

    /**
     * A test of a shipped system, or of the one that a YAML file describes, under registers and the
     * usual load, with the leader isolated again and again for 20 seconds.
     */
    public static Consistency of(String system) {
        return new Consistency(
                system,
                0,
                Workloads.REGISTERS,
                Load.USUAL,
                List.of(FaultKinds.named("leader-isolated")),
                Duration.ofSeconds(20),
                Slo.NONE,
                1,
                Path.of("target", "consistency-runs"),
                line -> {});
    }

    /** With another number of nodes than its description says. */
    public Consistency nodes(int number) {
        return new Consistency(
                system, number, workload, load, faults, time, slo, seed, runs, progress);
    }

    /** Under a shipped workload. */
    public Consistency workload(String name) {
        Workload found = Workloads.find(name)
                .orElseThrow(() -> new IllegalArgumentException("workload '" + name
                        + "': expected one of "
                        + Workloads.all().stream().map(Workload::name).toList()));
        return workload(found);
    }

    /** Under a workload of one's own. */
    public Consistency workload(Workload own) {
        return new Consistency(system, nodes, own, load, faults, time, slo, seed, runs, progress);
    }

    /** With other clients. */
    public Consistency load(Load other) {
        return new Consistency(
                system, nodes, workload, other, faults, time, slo, seed, runs, progress);
    }

    /** Drawing from these faults, by the names that {@link FaultKinds} lists. */
    public Consistency faults(String... names) {
        return faults(List.of(names).stream().map(FaultKinds::named).toArray(Fault[]::new));
    }

    /** Drawing from these faults. */
    public Consistency faults(Fault... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("faults: none, expected one or more");
        }
        return new Consistency(
                system, nodes, workload, load, List.of(values), time, slo, seed, runs, progress);
    }

    /** About how long faults go on. */
    public Consistency time(Duration length) {
        if (length.isNegative() || length.isZero() || length.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    "time " + length + ", expected more than 0 and at most " + TIME_MAX);
        }
        return new Consistency(
                system, nodes, workload, load, faults, length, slo, seed, runs, progress);
    }

    /** What is asked beyond safety. */
    public Consistency slo(Slo asked) {
        return new Consistency(
                system, nodes, workload, load, faults, time, asked, seed, runs, progress);
    }

    /** What is drawn derives from it. */
    public Consistency seed(long number) {
        return new Consistency(
                system, nodes, workload, load, faults, time, slo, number, runs, progress);
    }

    /** Where the run folder goes; {@code target/consistency-runs} unless said. */
    public Consistency runs(Path folder) {
        return new Consistency(
                system, nodes, workload, load, faults, time, slo, seed, folder, progress);
    }

    /** Who is told what goes on, line by line. */
    public Consistency progress(Consumer<String> lines) {
        return new Consistency(system, nodes, workload, load, faults, time, slo, seed, runs, lines);
    }

    /**
     * Runs it; blocks.
     *
     * @throws IOException when this machine lacks something for it, or the folder cannot be written
     */
    public ConsistencyResult run() throws IOException {
        Files.createDirectories(runs);
        Scenario scenario = Scenario.valid(
                        "consistency", "from a test", described(), (random, n) -> steps(random))
                .under(workload)
                .with(load)
                .with(slo);
        ScenarioRunner runner = new ScenarioRunner(
                scenario,
                new RunOptions(
                        runs,
                        seed,
                        ToxiproxyChoices.embedded(),
                        null,
                        null,
                        null,
                        "",
                        false,
                        progress));
        List<String> missing = runner.missing();
        if (!missing.isEmpty()) {
            throw new IOException(system + " cannot be run here: " + String.join("; ", missing));
        }
        return ConsistencyResult.of(runner.runAndJudge());
    }

    /** The name of the description, which is a file where nodes were asked for. */
    private String described() throws IOException {
        if (nodes == 0) {
            return system;
        }
        Path file = runs.resolve("system-" + nodes + "-nodes.yaml");
        Files.writeString(file, "base: \"" + system + "\"\nnodes: " + nodes + "\n");
        return file.toString();
    }

    private List<Step> steps(SplittableRandom random) {
        List<Step> steps = new ArrayList<>();
        Duration left = time;
        while (!left.isNegative() && !left.isZero()) {
            Fault fault = faults.get(random.nextInt(faults.size()));
            Duration hold = left.compareTo(REST.plus(HOLD)) < 0 ? HOLD.dividedBy(2) : HOLD;
            steps.add(new Step(REST, fault, hold));
            left = left.minus(REST).minus(hold);
        }
        return steps;
    }
}
