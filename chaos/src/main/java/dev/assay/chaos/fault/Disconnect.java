package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.NodeStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The node's network is taken away with its addresses, as by a pulled cable: connections stay open on
 * both ends. Only nodes with a network of their own, containers, can be hit.
 */
public record Disconnect(Target target) implements NodeFault {
    @Override
    public String name() {
        return "disconnect-" + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONTAINERS);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("network", "taken away, then given back with the same addresses");
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes) throws IOException {
        Cluster cluster = context.cluster();
        for (String node : nodes) {
            cluster.unplug(node);
        }
        return new Hit() {
            @Override
            public @Nullable String effect() {
                boolean silent =
                        nodes.stream().allMatch(node -> cluster.status(node) == NodeStatus.SILENT);
                return silent ? "no way to " + String.join(", ", nodes) : null;
            }

            @Override
            public void heal() throws IOException {
                for (String node : nodes) {
                    cluster.plug(node);
                }
            }
        };
    }
}
