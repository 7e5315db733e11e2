package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every fsync fails, and nothing is forced. Healing puts a good disk in: the node starts again, and
 * what was not forced is gone, as nobody knows what a failed fsync left behind.
 */
public record FailingFsync(Target target) implements BadDisk {

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
    public String error() {
        return "force-fails";
    }

    @Override
    public String timesMet() {
        return "forces-failed";
    }

    @Override
    public String seen() {
        return "fsync failed";
    }

    @Override
    public void start(Cluster cluster, List<String> nodes)
            throws IOException, InterruptedException {
        Seam.losePower(cluster, nodes);
        Seam.startWithoutPower(cluster, nodes, START_MAX);
    }
}
