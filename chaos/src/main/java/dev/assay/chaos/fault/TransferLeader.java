package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The leader is told to hand over, again and again. Speaks the bundled server's administration. */
public record TransferLeader(Duration every) implements Fault {

    private static final int LOOKS_MAX = 60;
    private static final long LOOK_MS = 50;

    public TransferLeader {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every " + every + ", expected more than 0");
        }
    }

    @Override
    public String name() {
        return "transfer-leader";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.ADMINISTRATION);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("every", every.toMillis() + " ms");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public int nodesMin() {
        return 2;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        String before = context.leader();
        Administration.post(cluster, before, "/leader", "");
        return new Active() {
            @Override
            public List<String> targets() {
                return List.of(before);
            }

            @Override
            public @Nullable String effect() throws InterruptedException {
                for (int i = 0; i < LOOKS_MAX; i++) {
                    Optional<String> now = cluster.leader();
                    if (now.isPresent() && !now.get().equals(before)) {
                        return now.get() + " took over from " + before;
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                }
                return null;
            }

            @Override
            public void hold(Holding holding) throws IOException, InterruptedException {
                holding.sleep(every);
                while (!holding.left().isZero()) {
                    Administration.post(cluster, context.leader(), "/leader", "");
                    holding.sleep(every);
                }
            }

            @Override
            public void heal() {
                // Somebody leads.
            }
        };
    }
}
