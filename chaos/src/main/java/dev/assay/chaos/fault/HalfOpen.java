package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.Link;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Half-open connections: a node goes away without a word to anybody, and comes back at once, while
 * everybody else still holds the old connections, on which no byte and no end ever arrives. That is
 * what a machine leaves behind that lost its power. Healing closes the old connections.
 */
public record HalfOpen(Target target) implements NodeFault {

    @Override
    public String name() {
        return "half-open-" + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PEER_LINKS, Need.PAUSE);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("cut", "all links of the node: bytes vanish, connections stay open");
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes) throws IOException {
        Cluster cluster = context.cluster();
        Network network = context.network();
        List<Link> links = network.links().stream()
                .filter(link -> nodes.contains(link.from()) || nodes.contains(link.to()))
                .toList();
        network.hole(links);
        nodes.forEach(cluster::kill);
        for (String node : nodes) {
            cluster.launch(node);
        }
        return new Hit() {
            @Override
            public @Nullable String effect() {
                List<Link> probed = network.probed(links);
                return !probed.isEmpty() && probed.stream().noneMatch(network::answers)
                        ? "probes on " + probed.size() + " links unanswered, connections open"
                        : null;
            }

            @Override
            public void heal() throws IOException {
                network.mend(links);
            }
        };
    }
}
