package dev.assay.chaos.scenario;

import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.Several;
import dev.assay.chaos.fault.ToxicFault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Swarm testing (Groce et al., "Swarm Testing", ISSTA 2012): each run draws which kinds of faults it
 * has at all, of those that the system can have, then how often each comes; runs with few kinds go
 * deeper than runs with all.
 *
 * @param length about how long the faults of a run last in all
 */
public record Swarm(Duration length) implements Schedule {

    private static final int KIND_PERCENT = 40;
    private static final int ALL = 100;
    private static final int WEIGHT_MAX = 5;
    private static final int TOGETHER_PERCENT = 15;
    private static final long HOLD_MIN_MS = 800;
    private static final long HOLD_MAX_MS = 4_000;
    private static final long REST_MIN_MS = 300;
    private static final long REST_MAX_MS = 1_800;

    @Override
    public List<Step> steps(SplittableRandom random, SystemDescription system) {
        List<Fault> kinds = FaultKinds.of(system);
        List<Fault> drawn = weighted(kinds, random);
        List<Step> steps = new ArrayList<>();
        long leftMs = length.toMillis();
        while (leftMs > 0) {
            Fault fault = drawn.get(random.nextInt(drawn.size()));
            if (random.nextInt(ALL) < TOGETHER_PERCENT) {
                fault = together(fault, drawn.get(random.nextInt(drawn.size())));
            }
            long restMs = random.nextLong(REST_MIN_MS, REST_MAX_MS);
            long holdMs = random.nextLong(HOLD_MIN_MS, HOLD_MAX_MS);
            steps.add(new Step(Duration.ofMillis(restMs), fault, Duration.ofMillis(holdMs)));
            leftMs -= restMs + holdMs;
        }
        return steps;
    }

    /** Only faults whose hold does nothing but wait can be held together; links heal before nodes. */
    private static Fault together(Fault one, Fault other) {
        boolean network = one instanceof Partition || one instanceof ToxicFault;
        boolean process = other instanceof Kill || other instanceof Pause;
        return network && process ? Several.of(one, other) : one;
    }

    private static List<Fault> weighted(List<Fault> kinds, SplittableRandom random) {
        List<Fault> drawn = new ArrayList<>();
        for (Fault kind : kinds) {
            if (random.nextInt(ALL) < KIND_PERCENT) {
                int weight = 1 + random.nextInt(WEIGHT_MAX);
                for (int i = 0; i < weight; i++) {
                    drawn.add(kind);
                }
            }
        }
        return drawn.isEmpty() ? kinds : drawn;
    }
}
