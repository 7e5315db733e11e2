package dev.assay.chaos.runner;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.FaultContext;
import dev.assay.chaos.fault.Holding;
import dev.assay.chaos.fault.Seam;
import dev.assay.chaos.mesh.MeshFault;
import dev.assay.chaos.scenario.Step;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunNow;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Works off a schedule: inject, look for the effect, hold, heal in a {@code finally}, wait for
 * health, record. Used by one thread.
 */
final class FaultPhase {
    /** A cluster that is not whole again by then has not survived the fault. */
    static final Duration HEALTHY_TIMEOUT = Duration.ofSeconds(40);
    /** Fewer successful operations than this during a fault prove nothing. */
    static final long OK_DURING_MIN = 10;
    /** For so long a fault goes on beyond its time, until that many have succeeded. */
    private static final Duration LONGER_MAX = Duration.ofSeconds(6);

    private static final long LOOK_MS = 20;

    private final FaultContext context;
    private final Clock clock;
    private final Recorder recorder;
    private final RunFolderWriter folder;
    private final Consumer<String> progress;
    private final BooleanSupplier over;
    private final List<FaultTimes> times = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int faults;

    FaultPhase(
            FaultContext context,
            Clock clock,
            Recorder recorder,
            RunFolderWriter folder,
            BooleanSupplier over,
            Consumer<String> progress) {
        this.over = over;
        this.context = context;
        this.clock = clock;
        this.recorder = recorder;
        this.folder = folder;
        this.progress = progress;
    }

    void run(List<Step> steps) throws IOException, InterruptedException {
        for (Step step : steps) {
            SystemDescription system = context.cluster().system();
            Fault fault = MeshFault.orItself(step.fault(), system, step.hold());
            List<String> lacks = fault.lacks(system);
            if (!lacks.isEmpty()) {
                problems.add("fault " + fault.name() + " needs " + String.join("; ", lacks)
                        + "; the system is " + system.name());
                continue;
            }
            Holding.of(step.after(), over).sleep(step.after());
            if (over.getAsBoolean()) {
                return;
            }
            FaultRecord record = breakAndHeal(fault, step.hold());
            folder.addFault(record);
            faults++;
            note(fault, record);
        }
    }

    private FaultRecord breakAndHeal(Fault fault, Duration hold)
            throws IOException, InterruptedException {
        long start = clock.nanos();
        long okBefore = recorder.ok();
        folder.faultGoesOn(new RunNow.Fault(fault.name(), start, List.of(), null));
        List<String> targets = List.of();
        @Nullable String effect = null;
        @Nullable String error = null;
        long healing = 0;
        @Nullable Long newLeader = null;
        try (TakeoverWatch leader = TakeoverWatch.start(context.cluster(), clock)) {
            Fault.Active active = fault.inject(context);
            try {
                targets = active.targets();
                effect = active.effect();
                folder.faultGoesOn(new RunNow.Fault(fault.name(), start, targets, effect));
                progress.accept(fault.name() + " on " + String.join(", ", targets) + ": "
                        + (effect == null ? "no effect seen" : effect));
                active.hold(Holding.of(hold, over));
                if (fault.serviceExpected()) {
                    awaitService(okBefore);
                }
            } finally {
                healing = clock.nanos();
                newLeader = leader.nanos();
                active.heal();
            }
        } catch (IOException | RuntimeException e) {
            error = e.toString();
            healEverything();
        }
        long okDuring = recorder.ok() - okBefore;
        boolean healed = over.getAsBoolean() || context.cluster().awaitHealthy(HEALTHY_TIMEOUT);
        long whole = clock.nanos();
        times.add(new FaultTimes(
                fault.name(),
                fault.serviceExpected(),
                start,
                healing == 0 ? whole : healing,
                whole,
                newLeader));
        return new FaultRecord(
                fault.name(),
                start,
                whole,
                targets,
                fault.parameters(),
                effect,
                okDuring,
                healed,
                error);
    }

    /** An election may take longer than a fault was to last. */
    private void awaitService(long okBefore) throws InterruptedException {
        Holding longer = Holding.of(LONGER_MAX, over);
        while (recorder.ok() - okBefore < OK_DURING_MIN && !longer.left().isZero()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    /** Knows no fault in particular: what can be resumed, mended and started is. */
    private void healEverything() throws InterruptedException {
        Cluster cluster = context.cluster();
        try {
            Seam.allOff(cluster);
        } catch (IOException e) {
            problems.add("disks and clocks could not be mended: " + e.getMessage());
        }
        for (String node : context.nodes()) {
            try {
                cluster.passPackets(node);
                cluster.plug(node);
                cluster.resume(node);
                if (!cluster.running(node)) {
                    cluster.kill(node); // it may have ended by itself
                }
                cluster.launch(node);
            } catch (IOException e) {
                problems.add("node " + node + " could not be brought back: " + e.getMessage());
            }
        }
        try {
            context.network().mendAll();
        } catch (IOException e) {
            problems.add("links could not be mended: " + e.getMessage());
        }
    }

    private void note(Fault fault, FaultRecord record) {
        String name = "fault " + faults + " (" + fault.name() + ")";
        if (record.error() != null) {
            problems.add(name + " failed: " + record.error());
        } else if (record.effect() == null) {
            problems.add(name + ": its effect was not seen");
        }
        if (!over.getAsBoolean() && fault.serviceExpected() && record.okDuring() < OK_DURING_MIN) {
            problems.add(name + ": " + record.okDuring()
                    + " operations succeeded during it, expected " + OK_DURING_MIN + " or more");
        }
        if (!record.healed()) {
            problems.add(name + ": the cluster was not whole again " + HEALTHY_TIMEOUT.toSeconds()
                    + " s after it");
        }
        progress.accept(String.format(
                Locale.ROOT,
                "%s healed after %.1f s, %d ok during it",
                fault.name(),
                (record.endNanos() - record.startNanos()) / 1e9,
                record.okDuring()));
    }

    /** Why a valid verdict would not be worth its name. */
    List<String> problems() {
        return problems;
    }

    List<FaultTimes> times() {
        return times;
    }
}
