package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.NodeStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * SIGSTOP, and SIGCONT to heal: a node that goes on as if no time had passed, as after a long garbage
 * collection or the migration of a virtual machine.
 */
public record Pause(Target target) implements NodeFault {

    /** The signal stops the threads one by one, which may take a moment on a busy machine. */
    private static final int LOOKS_MAX = 10;

    private static final long LOOK_MS = 50;

    @Override
    public String name() {
        return "pause-" + target.word();
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
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (nodes.stream().allMatch(node -> cluster.status(node) == NodeStatus.SILENT)) {
                return "no answer from " + String.join(", ", nodes);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return null;
    }
}
