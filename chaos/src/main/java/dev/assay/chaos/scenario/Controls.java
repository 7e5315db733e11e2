package dev.assay.chaos.scenario;

import static dev.assay.chaos.fault.PartitionShape.LEADER_DEAF;
import static dev.assay.chaos.fault.PartitionShape.LEADER_ISOLATED;
import static dev.assay.chaos.scenario.Pace.HOLD;
import static dev.assay.chaos.scenario.Pace.SHORT;
import static dev.assay.chaos.scenario.Pace.first;
import static dev.assay.chaos.scenario.Pace.then;

import dev.assay.chaos.fault.ClockJump;
import dev.assay.chaos.fault.DamagedTail;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.DiskFull;
import dev.assay.chaos.fault.FailingFsync;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.LeftBehind;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.PowerLoss;
import dev.assay.chaos.fault.ReplaceMember;
import dev.assay.chaos.fault.RollingRestart;
import dev.assay.chaos.fault.Several;
import dev.assay.chaos.fault.SlowFsync;
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

    private static final Fault POWER_LOST = new PowerLoss(Target.ALL, Duration.ZERO);

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
                    .under(Workloads.LEDGER)
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
                    .inQuick(),
            mutant(
                            "expiry-by-local-clock",
                            "ends keys by each node's own clock",
                            Schedule.of(first(new Pause(Target.FOLLOWER), Duration.ofSeconds(8))))
                    .under(Workloads.EXPIRY)
                    .inQuick(),
            mutant(
                            "torn-post",
                            "sends the pairs of an HTTP POST through the log one by one",
                            Schedule.of(first(new Pause(Target.FOLLOWER), Duration.ofSeconds(8))))
                    .under(Workloads.POSTS)
                    .inQuick(),
            mutant(
                    "reads-after-removal",
                    "goes on answering reads when the group has taken it out",
                    twice(new ReplaceMember())),
            mutant(
                    "lease-by-wall-clock",
                    "bounds its lease by a clock that may be set back",
                    twice(Several.of(
                            new ClockJump(Target.LEADER, Duration.ofMinutes(-1)),
                            new Partition(LEADER_ISOLATED)))),
            mutant(
                            "no-fsync",
                            "never forces its log",
                            Schedule.of(first(POWER_LOST, SHORT), then(POWER_LOST, SHORT)))
                    .under(Workloads.MORE_READERS),
            mutant(
                            "ack-before-force",
                            "acknowledges what it has written, and forces it in the background",
                            twice(Several.of(
                                    new SlowFsync(Target.ALL, Duration.ofSeconds(2)),
                                    new PowerLoss(Target.ALL, Duration.ofMillis(700)))))
                    .under(Workloads.MORE_READERS),
            mutant(
                            "disk-errors-ignored",
                            "goes on when the disk could not write or force",
                            Schedule.of(
                                    first(new FailingFsync(Target.ALL), Duration.ofSeconds(1)),
                                    then(new DiskFull(Target.ALL), Duration.ofSeconds(1))))
                    .under(Workloads.MORE_READERS),
            mutant(
                            "replay-over-newer-state",
                            "applies the log again at each start, whatever the database holds",
                            twice(new RollingRestart(true)))
                    .under(Workloads.COUNTER),
            mutant(
                            "snapshot-without-pinned-view",
                            "notes a snapshot's place, then walks the state while more is applied",
                            twice(new LeftBehind(Duration.ofMillis(500))))
                    .under(Workloads.COUNTER),
            mutant(
                            "restore-without-clearing",
                            "puts a received snapshot over what it has",
                            twice(new LeftBehind(Duration.ofMillis(500))))
                    .under(Workloads.DELETES),
            Scenario.control(
                            "control-torn-lists",
                            "a server that sends the commands of EXEC through the log one by one,"
                                    + " seen by a cycle",
                            "mutant-torn-transaction",
                            ATTEMPTS,
                            Schedule.of(first(new Pause(Target.FOLLOWER), Duration.ofSeconds(8))))
                    .under(Workloads.LIST_TRANSACTIONS),
            Scenario.control(
                            "control-all-tails-cut",
                            "the good server, whose nodes all lose the end of their log: no server"
                                    + " can mend that, so the fault must be seen",
                            "hraftd",
                            ATTEMPTS,
                            Schedule.of(
                                    first(new DamagedTail(Target.ALL, false, 4_000), SHORT),
                                    then(new DamagedTail(Target.ALL, false, 4_000), SHORT)))
                    .under(Workloads.MORE_READERS));

    private static Schedule twice(Fault fault) {
        return Schedule.of(first(fault, HOLD), then(fault, HOLD));
    }

    private Controls() {}

    private static Scenario mutant(String name, String what, Schedule schedule) {
        return Scenario.control(
                "control-" + name, "a server that " + what, "mutant-" + name, ATTEMPTS, schedule);
    }
}
