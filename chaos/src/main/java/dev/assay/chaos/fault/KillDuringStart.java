package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SIGKILL again and again while a node starts: in recovery, in replay, in its first election. */
public record KillDuringStart(Target target, Duration longest) implements NodeFault {

    private static final long SHORTEST_MS = 100;

    public KillDuringStart {
        if (longest.toMillis() <= SHORTEST_MS) {
            throw new IllegalArgumentException(
                    "longest " + longest + ", expected more than " + SHORTEST_MS + " ms");
        }
    }

    @Override
    public String name() {
        return "kill-during-start-" + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KILL);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("lives", SHORTEST_MS + " to " + longest.toMillis() + " ms");
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
            public void hold(Holding holding) throws IOException, InterruptedException {
                while (!holding.left().isZero()) {
                    heal();
                    long life = context.random().nextLong(SHORTEST_MS, longest.toMillis());
                    holding.sleep(Duration.ofMillis(life));
                    nodes.forEach(cluster::kill);
                }
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
