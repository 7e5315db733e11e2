package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.NodeStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * SIGSTOP, and SIGCONT to heal: a node that goes on as if no time had passed, as after a long garbage
 * collection or the migration of a virtual machine.
 */
public record Pause(Target target) implements NodeFault {

    /** An answer that was under way when the node stopped may still come. */
    private static final Duration SILENT_MAX = Duration.ofSeconds(3);

    private static final long LOOK_MS = 50;

    @Override
    public String name() {
        return "pause-" + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PAUSE);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("signals", "STOP, then CONT");
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        for (String node : nodes) {
            cluster.pause(node);
        }
        return new Hit() {
            @Override
            public @Nullable String effect() throws InterruptedException {
                return silence(cluster, nodes);
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                for (String node : nodes) {
                    cluster.resume(node);
                }
            }
        };
    }

    /** What is seen when nodes stand still, or null when one goes on answering. */
    static @Nullable String silence(Cluster cluster, List<String> nodes)
            throws InterruptedException {
        long deadline = System.nanoTime() + SILENT_MAX.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (nodes.stream().allMatch(node -> cluster.status(node) == NodeStatus.SILENT)) {
                return "no answer from " + String.join(", ", nodes);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return null;
    }
}
