package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every fsync fails, and nothing is forced. Healing puts a good disk in: the node starts again, and
 * what was not forced is gone, as nobody knows what a failed fsync left behind. A system without seams
 * gets libfiu; what was not forced then is still in the page cache.
 */
public record FailingFsync(Target target) implements BadDisk {

    private static final Duration START_MAX = Duration.ofSeconds(20);
    /** To libfiu; 5 is EIO. */
    private static final String FSYNC_FAILS = "enable name=posix/io/sync/*,failinfo=5";

    private static final String MESSAGE = "Input/output error";

    @Override
    public String name() {
        return "failing-fsync-" + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("fsync", "Input/output error", "restart", "without what was not forced");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DISK);
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        return context.cluster().system().seams()
                ? BadDisk.super.hit(context, nodes)
                : FailureInjector.hit(context.cluster(), nodes, FSYNC_FAILS, MESSAGE);
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
