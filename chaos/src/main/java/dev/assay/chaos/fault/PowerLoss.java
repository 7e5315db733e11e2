package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The nodes are dead at once, and when they start again, what they wrote and never forced is gone.
 * That is more than {@link Kill} does, which leaves it in the page cache.
 *
 * @param after how long the load goes on before, beside other faults
 */
public record PowerLoss(Target target, Duration after) implements NodeFault {

    private static final Duration START_MAX = Duration.ofSeconds(20);

    public PowerLoss {
        if (after.isNegative()) {
            throw new IllegalArgumentException("after " + after + ", expected 0 or more");
        }
    }

    @Override
    public String name() {
        return "power-loss-" + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("signal", "KILL", "restart", "without what was not forced");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.SEAMS);
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        TimeUnit.MILLISECONDS.sleep(after.toMillis());
        nodes.forEach(cluster::kill);
        Seam.losePower(cluster, nodes);
        return new Hit() {
            @Override
            public @Nullable String effect() {
                boolean gone = nodes.stream().noneMatch(cluster::running);
                return gone ? "process gone: " + String.join(", ", nodes) : null;
            }

            /** Looks that what was not forced is gone. */
            @Override
            public void heal() throws IOException, InterruptedException {
                Seam.startWithoutPower(cluster, nodes, START_MAX);
            }
        };
    }
}
