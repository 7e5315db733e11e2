package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A node stands still while the leader takes snapshots, until the leader's log begins behind what the
 * node has: when it goes on, it needs the leader's snapshot. Speaks the bundled server's
 * administration, and needs the small log files of its test build.
 *
 * @param every pause between two snapshots of the leader
 */
public record LeftBehind(Duration every) implements NodeFault {

    /** Snapshots after the hold, where the log still reaches back. */
    private static final int MORE_MAX = 10;

    public LeftBehind {
        if (every.toMillis() < 1) {
            throw new IllegalArgumentException("every " + every + ", expected 1 ms or more");
        }
    }

    @Override
    public String name() {
        return "left-behind";
    }

    @Override
    public Target target() {
        return Target.FOLLOWER;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("a snapshot of the leader every", every.toMillis() + " ms");
    }

    @Override
    public int nodesMin() {
        return 2;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.SEAMS);
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        String node = nodes.get(0);
        long has = number(cluster, node, "appliedIndex");
        cluster.pause(node);
        return new Hit() {
            @Override
            public @Nullable String effect() throws InterruptedException {
                return Pause.silence(cluster, nodes);
            }

            @Override
            public void hold(Holding holding) throws IOException, InterruptedException {
                while (!holding.left().isZero()) {
                    snapshot();
                    holding.sleep(every);
                }
                for (int i = 0; logBegins() <= has && !holding.over().getAsBoolean(); i++) {
                    if (i == MORE_MAX) {
                        throw new IOException("the leader's log still begins with " + logBegins()
                                + ", " + node + " has entries up to " + has);
                    }
                    snapshot();
                    TimeUnit.MILLISECONDS.sleep(every.toMillis());
                }
            }

            private void snapshot() throws IOException, InterruptedException {
                Administration.post(cluster, context.leader(), "/snapshot", "");
            }

            private long logBegins() throws IOException, InterruptedException {
                return number(cluster, context.leader(), "logStartIndex");
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                cluster.resume(node);
            }
        };
    }

    private static long number(Cluster cluster, String node, String field) throws IOException {
        Object said = cluster.status(node).details().get(field);
        if (said == null) {
            throw new IOException("node " + node + " does not say its " + field);
        }
        return Long.parseLong(said.toString());
    }
}
