package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SIGKILL; healing starts the node again on the data that it left. */
public record Kill(Target target) implements NodeFault {
    @Override
    public String name() {
        return "kill-" + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KILL);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("signal", "KILL", "restart", "on the same data folder");
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes) {
        Cluster cluster = context.cluster();
        nodes.forEach(cluster::kill);
        return new Hit() {
            @Override
            public @Nullable String effect() {
                boolean gone = nodes.stream().noneMatch(cluster::running);
                return gone ? "process gone: " + String.join(", ", nodes) : null;
            }

            @Override
            public void heal() throws IOException {
                for (String node : nodes) {
                    cluster.launch(node);
                }
            }
        };
    }
}
