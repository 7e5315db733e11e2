package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A member leaves, and comes back with nothing on its disk, as a new one. Never the first node, which
 * has nobody to join. Speaks the bundled server's administration.
 */
public record ReplaceMember() implements Fault {

    private static final int LOOKS_MAX = 100;
    private static final long LOOK_MS = 50;
    private static final int NODES_MIN = 3;

    @Override
    public String name() {
        return "replace-member";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.ADMINISTRATION, Need.KILL);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("leaves", "POST /leave", "comes back", "with an empty data folder");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public int nodesMin() {
        return NODES_MIN;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        String leader = context.leader();
        List<String> others = context.nodes().stream()
                .skip(1)
                .filter(node -> !node.equals(leader))
                .toList();
        String node = others.get(context.random().nextInt(others.size()));
        Administration.post(cluster, leader, "/leave", "{\"id\": \"" + node + "\"}");
        return new Active() {
            @Override
            public List<String> targets() {
                return List.of(node);
            }

            @Override
            public @Nullable String effect() throws InterruptedException {
                for (int i = 0; i < LOOKS_MAX; i++) {
                    if (!cluster.running(node)) {
                        return node + " left and ended";
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                }
                return null;
            }

            @Override
            public void heal() throws IOException {
                cluster.kill(node);
                cluster.wipe(node);
                cluster.launch(node);
            }
        };
    }
}
