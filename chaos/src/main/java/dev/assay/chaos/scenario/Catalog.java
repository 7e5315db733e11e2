package dev.assay.chaos.scenario;

import static dev.assay.chaos.fault.PartitionShape.HALVES;
import static dev.assay.chaos.fault.PartitionShape.LEADER_DEAF;
import static dev.assay.chaos.fault.PartitionShape.LEADER_ISOLATED;
import static dev.assay.chaos.fault.PartitionShape.LEADER_MUTE;

import dev.assay.bench.generator.RegisterMix;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.FailOver;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.workload.RegisterWorkload;
import dev.assay.reports.run.Expectation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The shipped scenarios. Faults are values, so a scenario is a few lines. */
public final class Catalog {
    private static final String HRAFTD = "hraftd";

    private static final RegisterWorkload REGISTERS = new RegisterWorkload(
            new RegisterMix(5, 45, 20), 3, Duration.ofMillis(12), Duration.ofMillis(1_000));

    /** Few keys and many reads: the next reader of an old value is never far. */
    private static final RegisterWorkload READERS = new RegisterWorkload(
            new RegisterMix(2, 60, 10), 3, Duration.ofMillis(10), Duration.ofMillis(1_000));

    /**
     * Writes so rare that a read has nearly always confirmed the last one: Ratis' shortcut is open
     * only while no write has been committed since the last confirmed read.
     */
    private static final RegisterWorkload RARE_WRITES = new RegisterWorkload(
            new RegisterMix(2, 98, 0), 3, Duration.ofMillis(10), Duration.ofMillis(1_000));

    /**
     * Many keys: what was lost at one moment is seen unless the first that is asked of every key
     * afterwards is a write.
     */
    private static final RegisterWorkload MANY_KEYS = new RegisterWorkload(
            new RegisterMix(12, 60, 10), 3, Duration.ofMillis(10), Duration.ofMillis(1_000));

    private static final Duration WARM = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration HOLD = Duration.ofSeconds(4);

    /** Scenarios that have to come out valid. */
    private static final List<Scenario> SOUND = List.of(
            valid(
                    "leader-isolated",
                    "the leader is cut off both ways, twice; clients stay on both sides",
                    HRAFTD,
                    Schedule.of(
                            step(WARM, new Partition(LEADER_ISOLATED), HOLD),
                            step(REST, new Partition(LEADER_ISOLATED), HOLD))),
            valid(
                    "halves",
                    "a majority and a minority drawn by chance, twice",
                    HRAFTD,
                    Schedule.of(
                            step(WARM, new Partition(HALVES), HOLD),
                            step(REST, new Partition(HALVES), HOLD))),
            valid(
                    "one-way-cut",
                    "the leader is not heard, then does not hear",
                    HRAFTD,
                    Schedule.of(
                            step(WARM, new Partition(LEADER_MUTE), HOLD),
                            step(REST, new Partition(LEADER_DEAF), HOLD))),
            valid(
                    "slow-network",
                    "latency with jitter between all nodes",
                    HRAFTD,
                    Schedule.of(step(
                            WARM,
                            new Delay(Duration.ofMillis(40), Duration.ofMillis(30)),
                            Duration.ofSeconds(6)))),
            valid(
                    "leader-killed",
                    "kill -9 of the leader, then of any node; each starts again on its data",
                    HRAFTD,
                    Schedule.of(
                            step(WARM, new Kill(Target.LEADER), HOLD),
                            step(REST, new Kill(Target.ANY), Duration.ofSeconds(3)))),
            valid(
                    "leader-paused",
                    "SIGSTOP of the leader until another has taken over, then SIGCONT",
                    HRAFTD,
                    Schedule.of(
                            step(WARM, new Pause(Target.LEADER), HOLD),
                            step(REST, new Pause(Target.LEADER), Duration.ofSeconds(3)))),
            valid(
                    "all-killed",
                    "kill -9 of all nodes at once",
                    HRAFTD,
                    Schedule.of(step(WARM, new Kill(Target.ALL), Duration.ofMillis(500)))),
            valid(
                    "mixed",
                    "partitions, kills, pauses and delays drawn from the seed",
                    HRAFTD,
                    Catalog::mixed));

    /** Known-bad servers: each has to be caught. */
    private static final List<Scenario> CONTROLS = List.of(
            control(
                    "control-stale-reads",
                    "a server that answers reads from its own state",
                    "mutant-stale-reads",
                    1,
                    Schedule.of(step(WARM, new Partition(LEADER_ISOLATED), HOLD))),
            control(
                            "control-ratis-linearizable",
                            "reads through Ratis 3.3.0's own LINEARIZABLE option, the leader isolated",
                            "mutant-ratis-linearizable",
                            Scenario.ATTEMPTS_MAX,
                            Schedule.of(step(
                                    WARM, new Partition(LEADER_ISOLATED), Duration.ofSeconds(7))))
                    .with(RARE_WRITES),
            control(
                    "control-ack-before-commit",
                    "a server that acknowledges what it has only proposed",
                    "mutant-ack-before-commit",
                    2,
                    Schedule.of(
                            step(WARM, new Partition(LEADER_ISOLATED), HOLD),
                            step(REST, new Partition(LEADER_ISOLATED), HOLD))),
            control(
                            "control-lost-log",
                            "a server that loses at a crash what it never forced to disk",
                            "mutant-lost-log",
                            1,
                            Schedule.of(step(WARM, new Kill(Target.ALL), Duration.ofMillis(500))))
                    .with(MANY_KEYS),
            control(
                    "control-retry-twice",
                    "a server that sends a late write again, and applies it twice",
                    "mutant-retry-twice",
                    2,
                    Schedule.of(step(
                            WARM,
                            new Delay(Duration.ofMillis(80), Duration.ofMillis(70)),
                            Duration.ofSeconds(6)))));

    /** The same runner pointed at somebody else's system. */
    private static final List<Scenario> FOREIGN = List.of(
            valid(
                    "redis-single",
                    "one redis-server that forces every write, paused and killed",
                    "redis-single",
                    Schedule.of(
                            step(WARM, new Pause(Target.ALL), Duration.ofMillis(1_500)),
                            step(REST, new Kill(Target.ALL), Duration.ofMillis(500)))),
            control(
                            "redis-failover",
                            "a primary and its asynchronous replica, failed over behind a cut link",
                            "redis-failover",
                            1,
                            Schedule.of(step(
                                    WARM,
                                    new FailOver(Duration.ofMillis(1_500)),
                                    Duration.ofSeconds(2))))
                    .with(MANY_KEYS));

    private Catalog() {}

    /** All scenarios, in the order in which a set runs them. */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(SOUND);
        all.addAll(CONTROLS);
        all.addAll(FOREIGN);
        return List.copyOf(all);
    }

    /** The scenario of a name. */
    public static Optional<Scenario> find(String name) {
        return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    private static Scenario valid(String name, String summary, String system, Schedule schedule) {
        return new Scenario(name, summary, system, Expectation.VALID, REGISTERS, schedule, 1);
    }

    private static Scenario control(
            String name, String summary, String system, int attempts, Schedule schedule) {
        return new Scenario(
                name, summary, system, Expectation.INVALID, READERS, schedule, attempts);
    }

    private static Step step(Duration after, Fault fault, Duration hold) {
        return new Step(after, fault, hold);
    }

    /** Four faults of four, each with its own hold. */
    private static List<Step> mixed(SplittableRandom random) {
        List<Fault> faults = List.of(
                new Partition(LEADER_ISOLATED),
                new Partition(HALVES),
                new Partition(LEADER_MUTE),
                new Partition(LEADER_DEAF),
                new Kill(Target.LEADER),
                new Kill(Target.FOLLOWER),
                new Pause(Target.LEADER),
                new Pause(Target.FOLLOWER),
                new Delay(Duration.ofMillis(25), Duration.ofMillis(20)));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Duration hold = Duration.ofMillis(1_500 + random.nextInt(1_500));
            Duration after = Duration.ofMillis(800 + random.nextInt(1_200));
            steps.add(step(after, faults.get(random.nextInt(faults.size())), hold));
        }
        return steps;
    }
}
