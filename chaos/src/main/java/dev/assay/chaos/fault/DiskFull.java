package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** No byte more can be written; healing makes room and starts the node again. */
public record DiskFull(Target target) implements NodeFault {

    private static final String SWITCH = "disk-full";
    private static final String COUNT = "writes-refused";

    @Override
    public String name() {
        return "disk-full-" + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("write", "No space left on device", "restart", "on the same data folder");
    }

    @Override
    public boolean needsSeams() {
        return true;
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        List<Long> before = Seam.counts(cluster, nodes, COUNT);
        Seam.put(cluster, nodes, SWITCH, "true");
        return new Hit() {
            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                return Seam.awaitMet(cluster, nodes, COUNT, before)
                        ? "writes were refused on " + String.join(", ", nodes)
                        : null;
            }

            @Override
            public void heal() throws IOException {
                nodes.forEach(cluster::kill);
                Seam.put(cluster, nodes, SWITCH, "false");
                for (String node : nodes) {
                    cluster.launch(node);
                }
            }
        };
    }
}
