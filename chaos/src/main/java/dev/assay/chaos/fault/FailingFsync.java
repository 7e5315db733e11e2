package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every fsync fails, and nothing is forced. Healing puts a good disk in: the node starts again, and
 * what was not forced is gone, as nobody knows what a failed fsync left behind.
 */
public record FailingFsync(Target target) implements NodeFault {

    private static final String SWITCH = "force-fails";
    private static final String COUNT = "forces-failed";
    private static final Duration START_MAX = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "failing-fsync-" + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("fsync", "Input/output error", "restart", "without what was not forced");
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
                        ? "fsync failed on " + String.join(", ", nodes)
                        : null;
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                nodes.forEach(cluster::kill);
                Seam.put(cluster, nodes, SWITCH, "false");
                Seam.losePower(cluster, nodes);
                Seam.startWithoutPower(cluster, nodes, START_MAX);
            }
        };
    }
}
