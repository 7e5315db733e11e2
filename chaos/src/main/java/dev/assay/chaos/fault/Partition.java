package dev.assay.chaos.fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts links between nodes in a shape. Clients still reach every node, on both sides. */
public record Partition(PartitionShape shape) implements Fault {
    @Override
    public String name() {
        return shape.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PEER_LINKS);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("cut", "black hole: bytes vanish, connections stay open");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public int nodesMin() {
        return shape.nodesMin();
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Set<Cut> cuts = shape.cuts(context.nodes(), context.leader(), context.random());
        Network network = context.network();
        for (Cut cut : cuts) {
            network.cut(cut);
        }
        return new Active() {
            @Override
            public List<String> targets() {
                return cuts.stream().map(Cut::toString).toList();
            }

            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                List<String> open = new ArrayList<>();
                for (Cut cut : cuts) {
                    if (network.answers(cut.from(), cut.to())) {
                        open.add(cut.toString());
                    }
                }
                return open.isEmpty()
                        ? "probes on all " + cuts.size() + " cut links unanswered"
                        : null;
            }

            @Override
            public void heal() throws IOException {
                for (Cut cut : cuts) {
                    network.mend(cut);
                }
            }
        };
    }
}
