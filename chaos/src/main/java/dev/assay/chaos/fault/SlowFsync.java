package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every fsync takes so much longer, as on a disk that is about to die or is shared. */
public record SlowFsync(Target target, Duration delay) implements NodeFault {

    private static final String SWITCH = "force-delay-ms";
    private static final String COUNT = "forces-delayed";

    public SlowFsync {
        if (delay.toMillis() < 1) {
            throw new IllegalArgumentException("delay " + delay + ", expected 1 ms or more");
        }
    }

    @Override
    public String name() {
        return "slow-fsync-" + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("each fsync later by", delay.toMillis() + " ms");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.SEAMS);
    }

    /** Waits until it was met, for another fault may come right behind. */
    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        List<Long> before = Seam.counts(cluster, nodes, COUNT);
        Seam.put(cluster, nodes, SWITCH, Long.toString(delay.toMillis()));
        boolean met = Seam.awaitMet(cluster, nodes, COUNT, before);
        return new Hit() {
            @Override
            public @Nullable String effect() {
                return met ? "fsync was delayed on " + String.join(", ", nodes) : null;
            }

            @Override
            public void heal() throws IOException {
                Seam.put(cluster, nodes, SWITCH, "0");
            }
        };
    }
}
