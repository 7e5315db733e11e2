package dev.assay.chaos.scenario;

import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.ClockJump;
import dev.assay.chaos.fault.CloseConnections;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.Disconnect;
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
import dev.assay.chaos.fault.PartitionShape;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.PowerLoss;
import dev.assay.chaos.fault.SlowFsync;
import dev.assay.chaos.fault.SlowReaders;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.fault.ToxicFault;
import dev.assay.chaos.fault.ToxicFault.Way;
import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.LimitData;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Slicer;
import dev.assay.chaos.toxiproxy.toxic.SlowClose;
import dev.assay.chaos.toxiproxy.toxic.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of each kind of fault, with settings that fit a cluster on one machine, by name. */
public final class FaultKinds {

    private FaultKinds() {}

    /**
     * The fault of a name.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    public static Fault named(String name) {
        List<Fault> all = new ArrayList<>(anywhere());
        all.addAll(seams());
        return all.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault '" + name
                        + "': expected one of "
                        + String.join(", ", all.stream().map(Fault::name).toList())));
    }

    /**
     * Those that a system can have. Where it has no seams, faults of disk and clock are left out, which
     * would depend on what this machine has installed.
     */
    public static List<Fault> of(SystemDescription system) {
        List<Fault> kinds = new ArrayList<>(anywhere());
        if (system.seams()) {
            kinds.addAll(seams());
        }
        return kinds.stream().filter(kind -> kind.lacks(system).isEmpty()).toList();
    }

    private static List<Fault> anywhere() {
        List<Fault> kinds = new ArrayList<>();
        for (PartitionShape shape : PartitionShape.values()) {
            kinds.add(new Partition(shape));
        }
        kinds.add(new Flapping(PartitionShape.LEADER_ISOLATED, Duration.ofMillis(700)));
        kinds.add(new Flapping(PartitionShape.RANDOM_ISOLATED, Duration.ofMillis(400)));
        kinds.add(new Kill(Target.LEADER));
        kinds.add(new Kill(Target.FOLLOWER));
        kinds.add(new Kill(Target.ALL));
        kinds.add(new Pause(Target.LEADER));
        kinds.add(new Pause(Target.FOLLOWER));
        kinds.add(new Pause(Target.ALL));
        kinds.add(new KillDuringStart(Target.FOLLOWER, Duration.ofMillis(1_500)));
        kinds.add(new HalfOpen(Target.LEADER));
        kinds.add(new Delay(Duration.ofMillis(25), Duration.ofMillis(20)));
        kinds.add(new CloseConnections(LinkSet.PEERS, Duration.ofMillis(500)));
        kinds.add(new CloseConnections(LinkSet.CLIENTS, Duration.ofMillis(500)));
        kinds.add(new ToxicFault(new Slicer(64, 32, 500), LinkSet.PEERS, Way.BOTH));
        kinds.add(new ToxicFault(new Bandwidth(30), LinkSet.PEERS, Way.BOTH));
        kinds.add(new ToxicFault(new Bandwidth(5), LinkSet.LEADER_CLIENTS, Way.REPLIES));
        kinds.add(new ToxicFault(new ResetPeer(50), LinkSet.LEADER_PEERS, Way.BOTH));
        kinds.add(new ToxicFault(new LimitData(20_000), LinkSet.PEERS, Way.BOTH));
        kinds.add(new ToxicFault(new SlowClose(1_000), LinkSet.ALL, Way.BOTH));
        kinds.add(new ToxicFault(new Timeout(0), LinkSet.LEADER_CLIENTS, Way.REPLIES));
        kinds.add(new SlowReaders(2, 16 << 10));
        kinds.add(new Disconnect(Target.LEADER));
        kinds.add(new Disconnect(Target.FOLLOWER));
        return kinds;
    }

    /** Those that need a test build. */
    private static List<Fault> seams() {
        Duration hour = Duration.ofHours(1);
        return List.of(
                new PowerLoss(Target.ALL, Duration.ZERO),
                new PowerLoss(Target.LEADER, Duration.ZERO),
                new SlowFsync(Target.LEADER, Duration.ofMillis(200)),
                new SlowFsync(Target.FOLLOWER, Duration.ofMillis(700)),
                new FailingFsync(Target.LEADER),
                new FailingFsync(Target.FOLLOWER),
                new DiskFull(Target.LEADER),
                new DiskFull(Target.FOLLOWER),
                new ClockJump(Target.LEADER, hour),
                new ClockJump(Target.LEADER, hour.negated()),
                new ClockJump(Target.FOLLOWER, hour),
                new LeftBehind(Duration.ofMillis(500)));
    }
}
