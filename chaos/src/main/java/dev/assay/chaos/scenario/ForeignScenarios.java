package dev.assay.chaos.scenario;

import static dev.assay.chaos.scenario.Pace.first;
import static dev.assay.chaos.scenario.Pace.then;

import dev.assay.chaos.fault.FailOver;
import dev.assay.chaos.fault.FailingFsync;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.LinkSet;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.SentinelFailOver;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.fault.ToxicFault;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same runner pointed at somebody else's system. */
final class ForeignScenarios {

    private static final String REDIS = "redis-single";

    static final List<Scenario> ALL = all();

    private ForeignScenarios() {}

    private static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.valid(
                        "redis-single",
                        "one redis-server that forces every write, paused and killed",
                        REDIS,
                        pausedAndKilled())
                .inQuick());
        all.add(Scenario.control(
                        "redis-failover",
                        "a primary and its asynchronous replica, failed over behind a cut link",
                        "redis-failover",
                        1,
                        Schedule.of(first(
                                new FailOver(Duration.ofMillis(1_500)), Duration.ofSeconds(2))))
                .under(Workloads.MORE_READERS)
                .inQuick());
        all.add(Scenario.valid(
                        "etcd",
                        "etcd: the leader killed, then paused, then cut off from its clients",
                        "etcd",
                        Schedule.of(
                                first(new Kill(Target.LEADER), Duration.ofSeconds(3)),
                                then(new Pause(Target.LEADER), Duration.ofSeconds(3)),
                                then(
                                        new ToxicFault(
                                                new Timeout(0),
                                                LinkSet.LEADER_CLIENTS,
                                                ToxicFault.Way.REPLIES),
                                        Duration.ofSeconds(2))))
                .inQuick());
        all.add(Scenario.control(
                        "redis-sentinel",
                        "a primary cut off from its replica and three sentinels, which fail it over",
                        "redis-sentinel",
                        1,
                        Schedule.of(first(
                                new SentinelFailOver(Duration.ofSeconds(15)),
                                Duration.ofSeconds(2))))
                .under(Workloads.MORE_READERS)
                .inQuick());
        all.add(Scenario.valid(
                "redis-failing-fsync",
                "redis-server under libfiu: every fsync fails, it ends, and starts again",
                REDIS,
                Schedule.of(first(new FailingFsync(Target.ALL), Duration.ofMillis(500)))));
        all.add(Scenario.control(
                        "hraftd-upstream",
                        "hraftd as its author keeps it: any node answers reads from its own state",
                        "hraftd-upstream",
                        1,
                        Schedule.of(first(new Pause(Target.LEADER), Duration.ofSeconds(4))))
                .under(Workloads.RARE_WRITES));
        all.add(Scenario.valid(
                "uhaha",
                "a Raft server in Go: the leader paused, a follower killed, the leader's replies to clients lost",
                "uhaha",
                Schedule.of(
                        first(new Pause(Target.LEADER), Duration.ofSeconds(3)),
                        then(new Kill(Target.FOLLOWER), Duration.ofSeconds(2)),
                        then(
                                new ToxicFault(
                                        new Timeout(0),
                                        LinkSet.LEADER_CLIENTS,
                                        ToxicFault.Way.REPLIES),
                                Duration.ofSeconds(2)))));
        for (Workload workload : List.of(
                Workloads.COUNTER,
                Workloads.SET,
                Workloads.APPEND,
                Workloads.QUEUE,
                Workloads.BLOCKING_QUEUE,
                Workloads.TRANSACTIONS,
                Workloads.BANK,
                Workloads.BIG_VALUES,
                Workloads.EXPIRY,
                Workloads.DELETES,
                Workloads.LIST_TRANSACTIONS)) {
            all.add(Scenario.valid(
                            "redis-" + workload.name(),
                            workload.summary() + "; redis-server paused and killed",
                            REDIS,
                            pausedAndKilled())
                    .under(workload));
        }
        return List.copyOf(all);
    }

    private static Schedule pausedAndKilled() {
        return Schedule.of(
                first(new Pause(Target.ALL), Duration.ofMillis(1_500)),
                then(new Kill(Target.ALL), Duration.ofMillis(500)));
    }
}
