package dev.assay.chaos.runner;

import static dev.assay.reports.summary.Figures.count;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.DirectConnections;
import dev.assay.bench.cluster.Interposer;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencyRecorder;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.container.ContainerLab;
import dev.assay.chaos.fault.FaultContext;
import dev.assay.chaos.fault.Holding;
import dev.assay.chaos.fault.Need;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Step;
import dev.assay.chaos.timeline.ScenarioFiles;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One run of one scenario: cluster up, load, faults, healing, last reads, cluster down, verdict. Used
 * by one thread; {@link #abort} may be called from any.
 */
public final class ScenarioRunner {
    /** Load goes on for so long after the last fault was healed. */
    private static final Duration COOL = Duration.ofSeconds(2);

    private static final long LATENCY_INTERVAL_MS = 250;

    private final RunOptions options;
    private final Scenario scenario;
    private final SystemDescription system;
    private final AtomicReference<@Nullable Lab> lab = new AtomicReference<>();

    public ScenarioRunner(Scenario scenario, RunOptions options) {
        this.options = options;
        this.scenario = scenario;
        this.system =
                SystemCatalog.load(options.system() == null ? scenario.system() : options.system());
    }

    /** What the machine lacks for this scenario; empty when nothing. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(Cluster.missing(system));
        if (missing.isEmpty()) {
            missing.addAll(ContainerLab.missing(system));
        }
        for (Interposer interposer : interposers(steps(random(options.seed())))) {
            interposer.missing().ifPresent(missing::add);
        }
        return missing;
    }

    /**
     * Runs once.
     *
     * @param attempt from 0; each draws anew
     * @return the run, whose folder has all but a verdict
     */
    Ran run(int attempt) throws IOException {
        long seed = options.seed() + attempt;
        SplittableRandom random = random(seed);
        List<Step> steps = steps(random);
        RunSpec spec = spec(seed, steps);
        RunFolderWriter folder = RunFolderWriter.create(options.runs(), spec);
        Files.writeString(
                folder.folder().resolve(ScenarioFiles.IN_RUN),
                ScenarioFiles.write(scenario.on(systemName()), steps));
        Run run = new Run(folder, spec, steps, random);
        try {
            load(run);
        } catch (InterruptedException e) {
            run.problems.add("the run was ended from outside");
        } catch (IOException | RuntimeException e) {
            run.problems.add("the run broke off: " + e.getMessage());
            options.progress().accept("the run broke off: " + e);
        }
        folder.history().flush();
        return new Ran(scenario, folder, run.problems, run.times, run.caughtAfter);
    }

    /** By name, so that a scenario draws the same alone and within a set. */
    private SplittableRandom random(long seed) {
        return new SplittableRandom(seed * 31 + scenario.name().hashCode());
    }

    private List<Step> steps(SplittableRandom random) {
        return scenario.schedule().steps(random.split(), system);
    }

    /** What has to stand before the C library of a system without seams for these steps. */
    private Set<Interposer> interposers(List<Step> steps) {
        if (system.seams() || !system.localProcesses()) {
            return Set.of();
        }
        Set<Interposer> interposers = EnumSet.noneOf(Interposer.class);
        for (Step step : steps) {
            if (step.fault().needs().contains(Need.CLOCK)) {
                interposers.add(Interposer.CLOCK);
            }
            if (step.fault().needs().contains(Need.DISK)) {
                interposers.add(Interposer.DISK);
            }
        }
        return interposers;
    }

    /** Runs once and judges. */
    public Judged runAndJudge() throws IOException {
        return run(0).judge();
    }

    private String systemName() {
        return options.system() == null ? scenario.system() : options.system();
    }

    private RunSpec spec(long seed, List<Step> steps) {
        Duration load = COOL;
        for (Step step : steps) {
            load = load.plus(step.after()).plus(step.hold());
        }
        RunSpec.Builder builder = RunSpec.builder(scenario.name(), seed)
                .option("system", systemName())
                .option("workload", scenario.workload().name())
                .option("request interval of a client", scenario.load().interval())
                .option("client time-out", scenario.load().timeout())
                .system(system.name(), system.summary())
                .nodes(system.nodeNames())
                .durability(system.durability())
                .readLevel(system.readLevel())
                .gitRevision(options.gitRevision())
                .duration(load)
                .replayCommand(String.format(
                        Locale.ROOT,
                        "./assay chaos --scenario=%s --seed=%d%s",
                        options.scenarioFile() == null ? scenario.name() : options.scenarioFile(),
                        seed,
                        options.replayOptions()))
                .expectation(scenario.expectation());
        scenario.workload().settings(system).forEach(builder::option);
        scenario.slo().settings().forEach(builder::option);
        return builder.build();
    }

    /** What one run is made from, and what came of it. */
    private static final class Run {
        final RunFolderWriter folder;
        final RunSpec spec;
        final List<Step> steps;
        final SplittableRandom random;
        final List<String> problems = new ArrayList<>();
        List<FaultTimes> times = List.of();

        @Nullable
        Duration caughtAfter;

        Run(RunFolderWriter folder, RunSpec spec, List<Step> steps, SplittableRandom random) {
            this.folder = folder;
            this.spec = spec;
            this.steps = steps;
            this.random = random;
        }
    }

    private void load(Run run) throws IOException, InterruptedException {
        Path nodeLogs = run.folder.folder().resolve("nodes");
        try (Lab opened = Lab.open(
                system, interposers(run.steps), options.toxiproxy(), run.spec.seed(), nodeLogs)) {
            lab.set(opened);
            Cluster cluster = opened.cluster();
            long begun = System.nanoTime();
            run.folder.doing("starting " + count(system.nodes(), "node") + " of " + system.name());
            cluster.start();
            options.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "%s of %s up after %.1f s, links through %s",
                            count(system.nodes(), "node"),
                            system.name(),
                            (System.nanoTime() - begun) / 1e9,
                            opened.network().description()));
            underLoad(run, opened);
        } finally {
            lab.set(null);
        }
    }

    private void underLoad(Run run, Lab opened) throws IOException, InterruptedException {
        RunFolderWriter folder = run.folder;
        SplittableRandom random = run.random;
        Cluster cluster = opened.cluster();
        Clock clock = Clock.startingNow();
        boolean early = options.early() || scenario.expectation() == Expectation.INVALID;
        try (OnlineCheck online = OnlineCheck.start(scenario.workload(), clock, early)) {
            Recorder recorder = new Recorder(clock, event -> {
                folder.history().append(event);
                online.accept(event);
            });
            LatencyRecorder latency = new LatencyRecorder(folder.latency(), clock);
            Clients clients = new Clients(
                    cluster,
                    scenario.workload(),
                    scenario.load(),
                    random.split(),
                    clock,
                    recorder,
                    latency);
            folder.writeSpec(run.spec.toBuilder()
                    .clients(clients.count())
                    .proxy(opened.network().description())
                    .startedAt(Instant.now())
                    .build());
            FaultContext context = new FaultContext(cluster, opened.network(), random.split());
            FaultPhase phase = new FaultPhase(
                    context, clock, recorder, folder, online::caught, options.progress());
            try (LatencyTicker ticker =
                            LatencyTicker.start(latency, folder.history(), LATENCY_INTERVAL_MS);
                    LeaderWatch leaders = LeaderWatch.start(cluster, clock, folder)) {
                clients.prepare(scenario.workload().first());
                folder.doing("load of " + clients.count() + " clients");
                clients.start();
                try {
                    phase.run(run.steps);
                } finally {
                    run.times = phase.times();
                }
                Holding.of(COOL, online::caught).sleep(COOL);
                run.problems.addAll(DirectConnections.between(cluster));
                clients.stop();
                folder.doing("last reads");
                if (!online.caught()) {
                    run.problems.addAll(clients.askLast());
                }
                ticker.close();
                leaders.close();
            }
            run.caughtAfter = online.caughtAfter();
            run.problems.addAll(phase.problems());
        }
        for (String node : system.nodeNames()) {
            folder.writeNodeStatus(node, NodeStatusText.of(cluster.status(node)));
        }
    }

    /** Ends the run that is under way: kills its nodes and proxies. */
    public void abort() throws IOException {
        Lab open = lab.get();
        if (open != null) {
            open.close();
        }
    }
}
