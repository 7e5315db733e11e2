package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
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
    private static final int LEADER_TRIES = 60;
    private static final long LEADER_POLL_MS = 50;

    /** All nodes, the first first. */
    public List<String> nodes() {
        return cluster.system().nodeNames();
    }

    /** The leader, which is waited for a little: between two terms there is none. */
    public String leader() throws IOException, InterruptedException {
        for (int i = 0; i < LEADER_TRIES; i++) {
            Optional<String> leader = cluster.leader();
            if (leader.isPresent()) {
                return leader.get();
            }
            TimeUnit.MILLISECONDS.sleep(LEADER_POLL_MS);
        }
        throw new IOException("no node says that it leads, asked " + LEADER_TRIES + " times every "
                + LEADER_POLL_MS + " ms: there is no leader to break");
    }

    /** One of the nodes. */
    public String anyNode() {
        return nodes().get(random.nextInt(nodes().size()));
    }
}
