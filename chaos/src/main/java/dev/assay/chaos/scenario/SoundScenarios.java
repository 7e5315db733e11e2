package dev.assay.chaos.scenario;

import static dev.assay.chaos.fault.PartitionShape.BRIDGE;
import static dev.assay.chaos.fault.PartitionShape.HALVES;
import static dev.assay.chaos.fault.PartitionShape.LEADER_DEAF;
import static dev.assay.chaos.fault.PartitionShape.LEADER_ISOLATED;
import static dev.assay.chaos.fault.PartitionShape.LEADER_MUTE;
import static dev.assay.chaos.fault.PartitionShape.MAJORITY_RING;
import static dev.assay.chaos.fault.PartitionShape.RANDOM_ISOLATED;
import static dev.assay.chaos.scenario.Pace.HOLD;
import static dev.assay.chaos.scenario.Pace.SHORT;
import static dev.assay.chaos.scenario.Pace.first;
import static dev.assay.chaos.scenario.Pace.then;

import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.ClockJump;
import dev.assay.chaos.fault.CloseConnections;
import dev.assay.chaos.fault.DamagedTail;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.DiskFull;
import dev.assay.chaos.fault.FailingFsync;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Flapping;
import dev.assay.chaos.fault.HalfOpen;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.KillDuringStart;
import dev.assay.chaos.fault.LeftBehind;
import dev.assay.chaos.fault.LinkSet;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.PowerLoss;
import dev.assay.chaos.fault.ReplaceMember;
import dev.assay.chaos.fault.RollingRestart;
import dev.assay.chaos.fault.Several;
import dev.assay.chaos.fault.SlowFsync;
import dev.assay.chaos.fault.SlowReaders;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.fault.ToxicFault;
import dev.assay.chaos.fault.ToxicFault.Way;
import dev.assay.chaos.fault.TransferLeader;
import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.LimitData;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Slicer;
import dev.assay.chaos.toxiproxy.toxic.SlowClose;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The bundled server: each of these has to come out valid. */
final class SoundScenarios {

    private static final String HRAFTD = "hraftd";
    private static final String FIVE = "hraftd-5";
    private static final String SEAMS = "hraftd-seams";
    private static final String LEASE = "hraftd-lease";

    private static final List<Scenario> BROKEN = List.of(
            valid(
                            "leader-isolated",
                            "the leader is cut off both ways, twice; clients stay on both sides",
                            first(new Partition(LEADER_ISOLATED), HOLD),
                            then(new Partition(LEADER_ISOLATED), HOLD))
                    .inQuick(),
            valid(
                            "halves",
                            "a majority and a minority drawn by chance, twice",
                            first(new Partition(HALVES), HOLD),
                            then(new Partition(HALVES), HOLD))
                    .inQuick(),
            valid(
                            "one-way-cut",
                            "the leader is not heard, then does not hear",
                            first(new Partition(LEADER_MUTE), HOLD),
                            then(new Partition(LEADER_DEAF), HOLD))
                    .inQuick(),
            valid(
                    "bridge",
                    "two halves that only see each other through one node, twice",
                    first(new Partition(BRIDGE), HOLD),
                    then(new Partition(BRIDGE), HOLD)),
            valid(
                    "random-isolated",
                    "a node drawn by chance is cut off, three times",
                    first(new Partition(RANDOM_ISOLATED), HOLD),
                    then(new Partition(RANDOM_ISOLATED), HOLD),
                    then(new Partition(RANDOM_ISOLATED), HOLD)),
            valid(
                    "flapping",
                    "the leader is cut off and mended every 700 ms",
                    first(
                            new Flapping(LEADER_ISOLATED, Duration.ofMillis(700)),
                            Duration.ofSeconds(8))),
            valid(
                            "slow-network",
                            "latency with jitter between all nodes",
                            first(
                                    new Delay(Duration.ofMillis(40), Duration.ofMillis(30)),
                                    Duration.ofSeconds(5)))
                    .inQuick(),
            valid(
                    "toxics",
                    "Toxiproxy's other toxics on the links between nodes, one after the other",
                    first(peers(new Slicer(64, 32, 500)), HOLD),
                    then(peers(new Bandwidth(30)), HOLD),
                    then(peers(new LimitData(20_000)), HOLD),
                    then(peers(new SlowClose(500)), HOLD),
                    then(new ToxicFault(new ResetPeer(50), LinkSet.LEADER_PEERS, Way.BOTH), HOLD)),
            valid(
                    "client-links",
                    "the leader's replies to clients vanish, its requests do, all connections close",
                    first(
                            new ToxicFault(new Timeout(0), LinkSet.LEADER_CLIENTS, Way.REPLIES),
                            HOLD),
                    then(
                            new ToxicFault(new Timeout(0), LinkSet.LEADER_CLIENTS, Way.REQUESTS),
                            HOLD),
                    then(new CloseConnections(LinkSet.CLIENTS, Duration.ofMillis(400)), HOLD)),
            valid(
                    "connections-closed",
                    "every connection between nodes is closed, twice a second",
                    first(new CloseConnections(LinkSet.PEERS, Duration.ofMillis(500)), HOLD)),
            valid(
                    "half-open",
                    "the leader comes back while all others hold its old connections",
                    first(new HalfOpen(Target.LEADER), HOLD)),
            valid(
                    "slow-readers",
                    "clients that ask and do not read, and a trickle to those that do",
                    first(new SlowReaders(4, 16 << 10), HOLD),
                    then(
                            new ToxicFault(new Bandwidth(2), LinkSet.LEADER_CLIENTS, Way.REPLIES),
                            HOLD)),
            valid(
                            "leader-killed",
                            "kill -9 of the leader, then of any node; each starts again on its data",
                            first(new Kill(Target.LEADER), HOLD),
                            then(new Kill(Target.ANY), Duration.ofSeconds(2)))
                    .inQuick(),
            valid(
                    "killed-during-start",
                    "a follower is killed again and again while it starts",
                    first(
                            new KillDuringStart(Target.FOLLOWER, Duration.ofMillis(2_500)),
                            Duration.ofSeconds(10))),
            valid(
                            "clock-jumps-outside",
                            "libfaketime: the leader's time of day jumps one hour ahead and back, then"
                                    + " three hours",
                            first(new ClockJump(Target.LEADER, Duration.ofHours(1)), HOLD),
                            then(new ClockJump(Target.LEADER, Duration.ofHours(3)), HOLD))
                    .under(Workloads.EXPIRY),
            valid(
                    "fsync-fails-outside",
                    "libfiu: every fsync of the leader fails, then of a follower",
                    first(new FailingFsync(Target.LEADER), HOLD),
                    then(new FailingFsync(Target.FOLLOWER), HOLD)),
            valid(
                    "rolling-restart",
                    "each node in turn ends by SIGTERM and starts again",
                    first(new RollingRestart(true), HOLD)),
            valid(
                    "rolling-kill",
                    "each node in turn is killed and starts again",
                    first(new RollingRestart(false), HOLD)),
            valid(
                            "leader-paused",
                            "SIGSTOP of the leader until another has taken over, then SIGCONT",
                            first(new Pause(Target.LEADER), HOLD),
                            then(new Pause(Target.LEADER), Duration.ofSeconds(2)))
                    .inQuick(),
            valid(
                            "all-killed",
                            "kill -9 of all nodes at once; no acknowledged write may be missing",
                            first(new Kill(Target.ALL), Duration.ofMillis(500)))
                    .under(Workloads.LEDGER)
                    .inQuick(),
            valid(
                    "many-at-once",
                    "slow links, one of them cut, and a node killed, all at once",
                    first(
                            Several.of(
                                    peers(new Slicer(128, 64, 200)),
                                    new Partition(RANDOM_ISOLATED),
                                    new Kill(Target.FOLLOWER)),
                            HOLD)),
            valid(
                    "leader-transfer",
                    "the leader is told to hand over, every 800 ms",
                    first(new TransferLeader(Duration.ofMillis(800)), Duration.ofSeconds(8))),
            valid(
                    "member-replaced",
                    "a member leaves and comes back with an empty disk, twice",
                    first(new ReplaceMember(), Duration.ofSeconds(2)),
                    then(new ReplaceMember(), Duration.ofSeconds(2))),
            Scenario.valid(
                            "mixed",
                            "partitions, kills, pauses and delays drawn from the seed",
                            HRAFTD,
                            SoundScenarios::mixed)
                    .inQuick(),
            Scenario.valid(
                    "swarm",
                    "each run draws its own mix of all faults; about a minute",
                    HRAFTD,
                    new Swarm(Duration.ofSeconds(50))),
            Scenario.valid(
                    "swarm-5", "the same with five nodes", FIVE, new Swarm(Duration.ofSeconds(50))),
            Scenario.valid(
                    "swarm-seams",
                    "the same with bad disks and clocks among the faults",
                    SEAMS,
                    new Swarm(Duration.ofSeconds(50))),
            Scenario.valid(
                    "majority-ring",
                    "five nodes: each sees a majority, no two the same one",
                    FIVE,
                    Schedule.of(
                            first(new Partition(MAJORITY_RING), HOLD),
                            then(new Partition(MAJORITY_RING), HOLD))),
            Scenario.valid(
                    "five-nodes",
                    "five nodes: the leader is cut off, then killed, then a minority is",
                    FIVE,
                    Schedule.of(
                            first(new Partition(LEADER_ISOLATED), HOLD),
                            then(new Kill(Target.LEADER), HOLD),
                            then(new Partition(HALVES), HOLD))));

    private static final Duration HOUR = Duration.ofHours(1);

    private static final List<Scenario> BAD_DISKS_AND_CLOCKS = List.of(
            valid(
                            "power-loss",
                            "all nodes lose their power and what was never forced;"
                                    + " no acknowledged write may be missing",
                            first(new PowerLoss(Target.ALL, Duration.ZERO), SHORT))
                    .under(Workloads.LEDGER)
                    .inQuick(),
            valid(
                    "slow-fsync",
                    "each fsync of the leader, then of a follower takes much longer",
                    first(new SlowFsync(Target.LEADER, Duration.ofMillis(200)), HOLD),
                    then(new SlowFsync(Target.FOLLOWER, Duration.ofMillis(1_500)), HOLD)),
            valid(
                            "failing-fsync",
                            "fsync fails on the leader, then on a follower; each loses what it never"
                                    + " forced",
                            first(new FailingFsync(Target.LEADER), HOLD),
                            then(new FailingFsync(Target.FOLLOWER), HOLD))
                    .under(Workloads.LEDGER),
            valid(
                            "disk-full",
                            "the disk of the leader is full, then that of a follower",
                            first(new DiskFull(Target.LEADER), HOLD),
                            then(new DiskFull(Target.FOLLOWER), HOLD))
                    .under(Workloads.LEDGER),
            valid(
                    "tail-damaged",
                    "the end of the leader's log is cut off, then a bit of the next one's flipped;"
                            + " another leads meanwhile",
                    first(new DamagedTail(Target.LEADER, false, 100), HOLD),
                    then(new DamagedTail(Target.LEADER, true, 100), HOLD)),
            valid(
                            "clock-jumps",
                            "the leader's time of day jumps an hour ahead, then back, then a"
                                    + " follower's; values end for all readers at once",
                            first(new ClockJump(Target.LEADER, HOUR), HOLD),
                            then(new ClockJump(Target.LEADER, HOUR.negated()), HOLD),
                            then(new ClockJump(Target.FOLLOWER, HOUR), HOLD))
                    .under(Workloads.EXPIRY),
            valid(
                            "snapshot-installed",
                            "a node stands still until it needs the leader's snapshot, twice",
                            first(new LeftBehind(Duration.ofMillis(500)), HOLD),
                            then(new LeftBehind(Duration.ofMillis(500)), HOLD))
                    .under(Workloads.DELETES));

    /** A lease stands on a leader that runs and on clocks: what is done to both. */
    private static final List<Scenario> LEASES = List.of(
            valid(
                            "lease-leader-paused",
                            "reads by lease: SIGSTOP of the leader until another has taken over, twice",
                            first(new Pause(Target.LEADER), HOLD),
                            then(new Pause(Target.LEADER), Duration.ofSeconds(2)))
                    .under(Workloads.READERS),
            valid(
                            "lease-clock-back",
                            "reads by lease: the leader's time of day jumps a minute back while it is"
                                    + " cut off, then ahead",
                            first(
                                    Several.of(
                                            new ClockJump(Target.LEADER, Duration.ofMinutes(-1)),
                                            new Partition(LEADER_ISOLATED)),
                                    HOLD),
                            then(
                                    Several.of(
                                            new ClockJump(Target.LEADER, Duration.ofMinutes(1)),
                                            new Partition(LEADER_ISOLATED)),
                                    HOLD))
                    .under(Workloads.READERS));

    static final List<Scenario> ALL = all();

    private SoundScenarios() {}

    private static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(BROKEN);
        BAD_DISKS_AND_CLOCKS.forEach(scenario -> all.add(scenario.on(SEAMS)));
        LEASES.forEach(scenario -> all.add(scenario.on(LEASE)));
        for (Workload workload : List.of(
                Workloads.COUNTER,
                Workloads.SET,
                Workloads.APPEND,
                Workloads.QUEUE,
                Workloads.TRANSACTIONS,
                Workloads.BANK,
                Workloads.BIG_VALUES,
                Workloads.HOT_KEY,
                Workloads.MANY_KEYS,
                Workloads.EXPIRY,
                Workloads.DELETES,
                Workloads.POSTS,
                Workloads.LIST_TRANSACTIONS)) {
            all.add(valid(
                            "type-" + workload.name(),
                            workload.summary() + "; the leader isolated, then killed",
                            first(new Partition(LEADER_ISOLATED), HOLD),
                            then(new Kill(Target.LEADER), HOLD))
                    .under(workload));
        }
        all.add(valid(
                        "type-session",
                        Workloads.SESSION.summary() + "; the leader isolated, then a half",
                        first(new Partition(LEADER_ISOLATED), HOLD),
                        then(new Partition(HALVES), HOLD))
                .under(Workloads.SESSION));
        return List.copyOf(all);
    }

    private static Scenario valid(String name, String summary, Step... steps) {
        return Scenario.valid(name, summary, HRAFTD, Schedule.of(steps));
    }

    private static ToxicFault peers(dev.assay.chaos.toxiproxy.toxic.Toxic toxic) {
        return new ToxicFault(toxic, LinkSet.PEERS, Way.BOTH);
    }

    /** Four faults of nine, each with its own hold. */
    private static List<Step> mixed(SplittableRandom random, SystemDescription system) {
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
            steps.add(new Step(after, faults.get(random.nextInt(faults.size())), hold));
        }
        return steps;
    }
}
