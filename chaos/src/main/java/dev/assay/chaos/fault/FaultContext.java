package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What a fault may use.
 *
 * @param random drawn from the run's seed
 */
public record FaultContext(Cluster cluster, Network network, SplittableRandom random) {
    /** An election takes two seconds; where links come and go, or the machine is busy, some more. */
    private static final Duration LEADER_MAX = Duration.ofSeconds(12);

    private static final long LEADER_POLL_MS = 50;

    /** All nodes, the first first. */
    public List<String> nodes() {
        return cluster.system().nodeNames();
    }

    /** The leader, which is waited for a little: between two terms there is none. */
    public String leader() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LEADER_MAX.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<String> leader = cluster.leader();
            if (leader.isPresent()) {
                return leader.get();
            }
            TimeUnit.MILLISECONDS.sleep(LEADER_POLL_MS);
        }
        throw new IOException("no node said that it leads within " + LEADER_MAX.toSeconds()
                + " s: there is no leader to break");
    }

    /** One of the nodes. */
    public String anyNode() {
        return nodes().get(random.nextInt(nodes().size()));
    }
}
