package dev.assay.chaos.fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A partition that comes and goes, each time drawn anew: a cable that is loose.
 *
 * @param period how long it is there, and how long it is not
 */
public record Flapping(PartitionShape shape, Duration period) implements Fault {

    public Flapping {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period " + period + ", expected more than 0");
        }
    }

    @Override
    public String name() {
        return "flapping-" + shape.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PEER_LINKS);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("on and off", period.toMillis() + " ms each");
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
        Partition partition = new Partition(shape);
        Active first = partition.inject(context);
        Set<String> targets = new LinkedHashSet<>(first.targets());
        return new Active() {
            private @Nullable Active now = first;

            @Override
            public List<String> targets() {
                return List.copyOf(targets);
            }

            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                return first.effect();
            }

            @Override
            public void hold(Holding holding) throws IOException, InterruptedException {
                holding.sleep(period);
                while (!holding.left().isZero()) {
                    heal();
                    holding.sleep(period);
                    if (!holding.left().isZero()) {
                        Active again = partition.inject(context);
                        now = again;
                        targets.addAll(again.targets());
                        holding.sleep(period);
                    }
                }
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                Active there = now;
                now = null;
                if (there != null) {
                    there.heal();
                }
            }
        };
    }
}
