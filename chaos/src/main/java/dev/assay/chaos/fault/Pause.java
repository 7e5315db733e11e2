package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.NodeStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * SIGSTOP, and SIGCONT to heal: a node that goes on as if no time had passed, as after a long garbage
 * collection or the migration of a virtual machine.
 */
public record Pause(Target target) implements NodeFault {
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
            public @Nullable String effect() {
                boolean silent =
                        nodes.stream().allMatch(node -> cluster.status(node) == NodeStatus.SILENT);
                return silent ? "no answer from " + String.join(", ", nodes) : null;
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                for (String node : nodes) {
                    cluster.resume(node);
                }
            }
        };
    }
}
