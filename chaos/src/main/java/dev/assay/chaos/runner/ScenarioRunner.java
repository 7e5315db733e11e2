package dev.assay.chaos.runner;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.DirectConnections;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencyRecorder;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.FaultContext;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Step;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
        return Cluster.missing(system);
    }

    /**
     * Runs once.
     *
     * @param attempt from 0; each draws anew
     * @return the run folder, with verdict
     */
    public Path run(int attempt) throws IOException {
        long seed = options.seed() + attempt;
        // By name, so that a scenario draws the same alone and within a set.
        SplittableRandom random =
                new SplittableRandom(seed * 31 + scenario.name().hashCode());
        List<Step> steps = scenario.schedule().steps(random.split());
        RunSpec spec = spec(seed, steps);
        try (RunFolderWriter folder = RunFolderWriter.create(options.runs(), spec)) {
            List<String> problems = new ArrayList<>();
            try {
                problems.addAll(load(new Run(folder, spec, steps, random)));
            } catch (InterruptedException e) {
                problems.add("the run was ended from outside");
            } catch (IOException | RuntimeException e) {
                problems.add("the run broke off: " + e.getMessage());
                options.progress().accept("the run broke off: " + e);
            }
            folder.history().flush();
            RunVerdict verdict = Judge.judge(folder.folder(), problems);
            folder.writeVerdict(verdict);
            return folder.folder();
        }
    }

    private RunSpec spec(long seed, List<Step> steps) {
        Duration load = COOL;
        for (Step step : steps) {
            load = load.plus(step.after()).plus(step.hold());
        }
        return RunSpec.builder(scenario.name(), seed)
                .option("system", options.system() == null ? scenario.system() : options.system())
                .option("keys", scenario.workload().mix().keys())
                .option("reads", scenario.workload().mix().readPercent() + " %")
                .option("cas", scenario.workload().mix().casPercent() + " % (" + system.cas() + ")")
                .option("request interval of a client", scenario.workload().interval())
                .option("client time-out", scenario.workload().timeout())
                .system(system.name(), system.summary())
                .nodes(system.nodeNames())
                .durability(system.durability())
                .readLevel(system.readLevel())
                .gitRevision(options.gitRevision())
                .duration(load)
                .replayCommand(String.format(
                        Locale.ROOT,
                        "./assay chaos --scenario=%s --seed=%d%s",
                        scenario.name(),
                        seed,
                        options.replayOptions()))
                .expectation(scenario.expectation())
                .build();
    }

    /** What one run is made from. */
    private record Run(
            RunFolderWriter folder, RunSpec spec, List<Step> steps, SplittableRandom random) {}

    private List<String> load(Run run) throws IOException, InterruptedException {
        Path nodeLogs = run.folder().folder().resolve("nodes");
        try (Lab opened = Lab.open(system, options.toxiproxy(), run.spec().seed(), nodeLogs)) {
            lab.set(opened);
            Cluster cluster = opened.cluster();
            long begun = System.nanoTime();
            cluster.start();
            options.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "%d nodes of %s up after %.1f s, links through %s",
                            system.nodes(),
                            system.name(),
                            (System.nanoTime() - begun) / 1e9,
                            opened.network().description()));
            return underLoad(run, opened);
        } finally {
            lab.set(null);
        }
    }

    private List<String> underLoad(Run run, Lab opened) throws IOException, InterruptedException {
        RunFolderWriter folder = run.folder();
        SplittableRandom random = run.random();
        Cluster cluster = opened.cluster();
        Clock clock = Clock.startingNow();
        Recorder recorder = new Recorder(clock, folder.history()::append);
        LatencyRecorder latency = new LatencyRecorder(folder.latency(), clock);
        Clients clients =
                new Clients(cluster, scenario.workload(), random.split(), clock, recorder, latency);
        folder.writeSpec(run.spec().toBuilder()
                .clients(clients.count())
                .proxy(opened.network().description())
                .startedAt(Instant.now())
                .build());
        FaultContext context = new FaultContext(cluster, opened.network(), random.split());
        FaultPhase phase = new FaultPhase(context, clock, recorder, folder, options.progress());
        List<String> problems = new ArrayList<>();
        try (LatencyTicker ticker =
                        LatencyTicker.start(latency, folder.history(), LATENCY_INTERVAL_MS);
                LeaderWatch leaders = LeaderWatch.start(cluster, clock, folder)) {
            clients.start();
            phase.run(run.steps());
            TimeUnit.NANOSECONDS.sleep(COOL.toNanos());
            problems.addAll(DirectConnections.between(cluster));
            clients.stop();
            long before = recorder.ok();
            clients.readAll();
            if (recorder.ok() == before) {
                problems.add("no read succeeded after all faults were healed");
            }
            ticker.close();
            leaders.close();
        }
        problems.addAll(phase.problems());
        for (String node : system.nodeNames()) {
            folder.writeNodeStatus(node, NodeStatusText.of(cluster.status(node)));
        }
        return problems;
    }

    /** Ends the run that is under way: kills its nodes and proxies. */
    public void abort() throws IOException {
        Lab open = lab.get();
        if (open != null) {
            open.close();
        }
    }
}
