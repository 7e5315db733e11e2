package dev.assay.chaos.scenario;

import static dev.assay.chaos.fault.PartitionShape.LEADER_DEAF;
import static dev.assay.chaos.fault.PartitionShape.LEADER_ISOLATED;
import static dev.assay.chaos.scenario.Pace.HOLD;
import static dev.assay.chaos.scenario.Pace.first;
import static dev.assay.chaos.scenario.Pace.then;

import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.workload.Load;
import dev.assay.chaos.workload.Workloads;

import java.time.Duration;
import java.util.List;

/**
 * Known-bad servers, each under the fault and the workload that show it: each has to be caught. A run
 * ends at the first detection.
 */
final class Controls {

    /** Clients that wait until the server itself gives up, which it does after 1.8 s. */
    private static final Load PATIENT = new Load(3, Load.USUAL.interval(), Duration.ofSeconds(3));

    /** Tries of a control in a set. */
    private static final int ATTEMPTS = 3;

    static final List<Scenario> ALL = List.of(
            mutant(
                            "stale-reads",
                            "answers reads from its own state",
                            Schedule.of(first(new Partition(LEADER_ISOLATED), HOLD)))
                    .inQuick(),
            mutant(
                            "ratis-linearizable",
                            "reads through Ratis 3.3.0's own LINEARIZABLE option",
                            Schedule.of(
                                    first(new Partition(LEADER_ISOLATED), Duration.ofSeconds(7)),
                                    then(new Partition(LEADER_ISOLATED), Duration.ofSeconds(7)),
                                    then(new Partition(LEADER_ISOLATED), Duration.ofSeconds(7)),
                                    then(new Partition(LEADER_ISOLATED), Duration.ofSeconds(7))))
                    .under(Workloads.RARE_WRITES)
                    .inQuick(),
            mutant(
                            "ack-before-commit",
                            "acknowledges what it has only proposed",
                            Schedule.of(
                                    first(new Partition(LEADER_ISOLATED), HOLD),
                                    then(new Partition(LEADER_ISOLATED), HOLD)))
                    .inQuick(),
            mutant(
                            "lost-log",
                            "loses at a crash what it never forced to disk",
                            Schedule.of(
                                    first(new Kill(Target.ALL), Duration.ofMillis(500)),
                                    then(new Kill(Target.ALL), Duration.ofMillis(500))))
                    .under(Workloads.MORE_READERS)
                    .inQuick(),
            mutant(
                            "retry-twice",
                            "sends a late write again, and applies it twice",
                            Schedule.of(first(
                                    new Delay(Duration.ofMillis(80), Duration.ofMillis(70)),
                                    Duration.ofSeconds(12))))
                    .inQuick(),
            mutant(
                            "failed-cas-ok",
                            "reports a failed compare-and-set as done",
                            Schedule.of(first(new Pause(Target.FOLLOWER), HOLD)))
                    .under(Workloads.HOT_KEY)
                    .inQuick(),
            mutant(
                            "unknown-as-fail",
                            "reports an unknown outcome as a definite failure",
                            twice(new Partition(LEADER_DEAF)))
                    .under(Workloads.REGISTERS)
                    .with(PATIENT)
                    .inQuick(),
            mutant(
                            "unknown-as-ok",
                            "reports an unknown outcome of a write as done",
                            twice(new Partition(LEADER_ISOLATED)))
                    .with(PATIENT)
                    .inQuick(),
            mutant(
                            "dropped-write",
                            "acknowledges a write now and then and throws it away",
                            Schedule.of(first(new Pause(Target.FOLLOWER), HOLD)))
                    .under(Workloads.LEDGER)
                    .inQuick(),
            mutant(
                            "watch-ignored",
                            "does not look at watched keys in EXEC",
                            Schedule.of(first(new Pause(Target.FOLLOWER), Duration.ofSeconds(8))))
                    .under(Workloads.BANK)
                    .inQuick(),
            mutant(
                            "torn-transaction",
                            "sends the commands of EXEC through the log one by one",
                            Schedule.of(first(new Pause(Target.FOLLOWER), Duration.ofSeconds(8))))
                    .under(Workloads.BANK)
                    .inQuick(),
            mutant(
                            "element-lost-on-pop",
                            "takes two elements for one pop",
                            Schedule.of(first(new Pause(Target.FOLLOWER), HOLD)))
                    .under(Workloads.QUEUE)
                    .inQuick(),
            mutant(
                            "endless-lease",
                            "answers reads alone for ten seconds after it led",
                            twice(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "stale-when-cut-off",
                            "answers reads from its own state when nobody confirms them",
                            twice(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "reused-confirmation",
                            "lets one confirmation serve all reads of half a second",
                            twice(new Partition(LEADER_ISOLATED)))
                    .inQuick());

    private static Schedule twice(Fault fault) {
        return Schedule.of(first(fault, HOLD), then(fault, HOLD));
    }

    private Controls() {}

    private static Scenario mutant(String name, String what, Schedule schedule) {
        return Scenario.control(
                "control-" + name, "a server that " + what, "mutant-" + name, ATTEMPTS, schedule);
    }
}
