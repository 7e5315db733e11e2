package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The time of day jumps on some nodes, and jumps back to heal. The monotonic clock goes on, as it does
 * when somebody sets the clock of a machine.
 *
 * @param by how far; negative is into the past
 */
public record ClockJump(Target target, Duration by) implements NodeFault {

    private static final String SWITCH = "clock-offset-ms";
    private static final String COUNT = "clock-read";

    public ClockJump {
        if (by.isZero()) {
            throw new IllegalArgumentException("by " + by + ", expected a jump");
        }
    }

    @Override
    public String name() {
        return (by.isNegative() ? "clock-back-" : "clock-ahead-") + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("time of day", (by.isNegative() ? "" : "+") + by.toMillis() + " ms");
    }

    /** A clock is no reason to stop serving. */
    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public boolean needsSeams() {
        return true;
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        String offset = Long.toString(by.toMillis());
        Seam.put(cluster, nodes, SWITCH, offset);
        boolean on =
                Seam.awaitSeen(cluster, nodes, seen -> offset.equals(seen.getProperty(SWITCH)));
        List<Long> before = Seam.counts(cluster, nodes, COUNT);
        return new Hit() {
            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                return on && Seam.awaitMet(cluster, nodes, COUNT, before)
                        ? "the wrong clock was read on " + String.join(", ", nodes)
                        : null;
            }

            @Override
            public void heal() throws IOException {
                Seam.put(cluster, nodes, SWITCH, "0");
            }
        };
    }
}
