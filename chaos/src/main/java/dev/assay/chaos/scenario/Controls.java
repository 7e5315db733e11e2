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
import java.util.stream.Stream;

/**
 * Known-bad servers, each under the fault and the workload that show it: each has to be caught. A run
 * ends at the first detection.
 */
final class Controls {

    /** Clients that wait until the server itself gives up, which it does after 1.8 s. */
    private static final Load PATIENT = new Load(3, Load.USUAL.interval(), Duration.ofSeconds(3));

    /** How often a fault comes, under a minute in all with what it takes to come back. */
    private static final int TIMES = 5;

    /** Of one that lasts longer, or after which all nodes start. */
    private static final int TIMES_SLOW = 3;

    /** Under a workload that is judged when it is over. */
    private static final int TIMES_JUDGED_LATE = 2;

    /** Tries of a control in a set. */
    private static final int ATTEMPTS = 3;

    private static final Fault POWER_LOST = new PowerLoss(Target.ALL, Duration.ZERO);

    static final List<Scenario> ALL = List.of(
            mutant(
                            "stale-reads",
                            "answers reads from its own state",
                            again(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "ratis-linearizable",
                            "reads through Ratis 3.3.0's own LINEARIZABLE option",
                            again(new Partition(LEADER_ISOLATED), Duration.ofSeconds(7), 4))
                    .under(Workloads.RARE_WRITES)
                    .inQuick(),
            mutant(
                            "ack-before-commit",
                            "acknowledges what it has only proposed",
                            again(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "lost-log",
                            "loses at a crash what it never forced to disk",
                            again(new Kill(Target.ALL), SHORT, TIMES_SLOW))
                    .under(Workloads.MORE_READERS)
                    .inQuick(),
            mutant(
                            "retry-twice",
                            "sends a late write again, and applies it twice",
                            again(
                                    new Delay(Duration.ofMillis(80), Duration.ofMillis(70)),
                                    Duration.ofSeconds(12),
                                    TIMES_SLOW))
                    .inQuick(),
            mutant(
                            "failed-cas-ok",
                            "reports a failed compare-and-set as done",
                            again(new Pause(Target.FOLLOWER)))
                    .under(Workloads.HOT_KEY)
                    .inQuick(),
            mutant(
                            "unknown-as-fail",
                            "reports an unknown outcome as a definite failure",
                            again(new Partition(LEADER_DEAF)))
                    .under(Workloads.REGISTERS)
                    .with(PATIENT)
                    .inQuick(),
            mutant(
                            "unknown-as-ok",
                            "reports an unknown outcome of a write as done",
                            again(new Partition(LEADER_ISOLATED), HOLD, TIMES_JUDGED_LATE))
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
                            again(new Pause(Target.FOLLOWER)))
                    .under(Workloads.BANK)
                    .inQuick(),
            mutant(
                            "torn-transaction",
                            "sends the commands of EXEC through the log one by one",
                            again(new Pause(Target.FOLLOWER)))
                    .under(Workloads.BANK)
                    .inQuick(),
            mutant(
                            "element-lost-on-pop",
                            "takes two elements for one pop",
                            again(new Pause(Target.FOLLOWER)))
                    .under(Workloads.QUEUE)
                    .inQuick(),
            mutant(
                            "endless-lease",
                            "answers reads alone for ten seconds after it led",
                            again(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "stale-when-cut-off",
                            "answers reads from its own state when nobody confirms them",
                            again(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "reused-confirmation",
                            "lets one confirmation serve all reads of half a second",
                            again(new Partition(LEADER_ISOLATED)))
                    .inQuick(),
            mutant(
                            "expiry-by-local-clock",
                            "ends keys by each node's own clock",
                            again(new Pause(Target.FOLLOWER)))
                    .under(Workloads.EXPIRY)
                    .inQuick(),
            mutant(
                            "torn-post",
                            "sends the pairs of an HTTP POST through the log one by one",
                            again(new Pause(Target.FOLLOWER)))
                    .under(Workloads.POSTS)
                    .inQuick(),
            mutant(
                    "reads-after-removal",
                    "goes on answering reads when the group has taken it out",
                    again(new ReplaceMember(), HOLD, TIMES_SLOW)),
            mutant(
                    "lease-by-wall-clock",
                    "bounds its lease by a clock that may be set back",
                    again(Several.of(
                            new ClockJump(Target.LEADER, Duration.ofMinutes(-1)),
                            new Partition(LEADER_ISOLATED)))),
            mutant("no-fsync", "never forces its log", again(POWER_LOST, SHORT, TIMES_SLOW))
                    .under(Workloads.MORE_READERS),
            mutant(
                            "ack-before-force",
                            "acknowledges what it has written, and forces it in the background",
                            again(Several.of(
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
                            again(new RollingRestart(true), HOLD, TIMES_SLOW))
                    .under(Workloads.COUNTER),
            mutant(
                            "snapshot-without-pinned-view",
                            "notes a snapshot's place, then walks the state while more is applied",
                            again(new LeftBehind(Duration.ofMillis(500)), HOLD, TIMES_SLOW))
                    .under(Workloads.COUNTER),
            mutant(
                            "restore-without-clearing",
                            "puts a received snapshot over what it has",
                            again(new LeftBehind(Duration.ofMillis(500)), HOLD, TIMES_SLOW))
                    .under(Workloads.DELETES),
            Scenario.control(
                            "control-torn-lists",
                            "a server that sends the commands of EXEC through the log one by one,"
                                    + " seen by a cycle",
                            "mutant-torn-transaction",
                            ATTEMPTS,
                            again(new Pause(Target.FOLLOWER)))
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

    /** The same fault until the known-bad server is caught. */
    private static Schedule again(Fault fault) {
        return again(fault, HOLD, TIMES);
    }

    private static Schedule again(Fault fault, Duration hold, int times) {
        return (random, system) -> Stream.iterate(0, i -> i < times, i -> i + 1)
                .map(i -> i == 0 ? first(fault, hold) : then(fault, hold))
                .toList();
    }

    private Controls() {}

    private static Scenario mutant(String name, String what, Schedule schedule) {
        return Scenario.control(
                "control-" + name, "a server that " + what, "mutant-" + name, ATTEMPTS, schedule);
    }
}
