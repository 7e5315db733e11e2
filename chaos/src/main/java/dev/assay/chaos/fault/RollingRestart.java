package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends one node after the other and starts it again, as an upgrade does. The next one waits until all
 * are ready; the hold only bounds how long the last may take.
 *
 * @param graceful SIGTERM and time to end; else SIGKILL
 */
public record RollingRestart(boolean graceful) implements Fault {

    /** A node that takes longer to be ready has failed its restart. */
    private static final Duration READY_MAX = Duration.ofSeconds(40);

    @Override
    public String name() {
        return graceful ? "rolling-restart" : "rolling-kill";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(graceful ? Need.TERMINATE : Need.KILL);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("signal", graceful ? "TERM" : "KILL");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        List<String> nodes = context.nodes();
        end(cluster, nodes.get(0));
        return new Active() {
            @Override
            public List<String> targets() {
                return nodes;
            }

            @Override
            public @Nullable String effect() {
                return cluster.running(nodes.get(0)) ? null : "process gone: " + nodes.get(0);
            }

            @Override
            public void hold(Holding holding) throws IOException, InterruptedException {
                restart(nodes.get(0));
                for (String node : nodes.subList(1, nodes.size())) {
                    if (holding.over().getAsBoolean()) {
                        return;
                    }
                    end(cluster, node);
                    restart(node);
                }
            }

            private void restart(String node) throws IOException, InterruptedException {
                cluster.launch(node);
                if (!cluster.awaitHealthy(READY_MAX)) {
                    throw new IOException("node " + node + " was started again, but the cluster was"
                            + " not whole after " + READY_MAX.toSeconds() + " s");
                }
            }

            @Override
            public void heal() throws IOException {
                for (String node : nodes) {
                    cluster.launch(node);
                }
            }
        };
    }

    private void end(Cluster cluster, String node) throws IOException, InterruptedException {
        if (graceful) {
            cluster.terminate(node);
        } else {
            cluster.kill(node);
        }
    }
}
