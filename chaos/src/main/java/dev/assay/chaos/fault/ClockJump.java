package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.Interposer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The time of day jumps on some nodes, and jumps back to heal. The monotonic clock goes on, as it does
 * when somebody sets the clock of a machine. A system without seams gets libfaketime.
 *
 * @param by how far; negative is into the past
 */
public record ClockJump(Target target, Duration by) implements NodeFault {

    private static final String SWITCH = "clock-offset-ms";
    private static final String COUNT = "clock-read";

    /** The library looks once a second. */
    private static final int LOOKS_MAX = 100;

    private static final long LOOK_MS = 50;
    private static final double MILLIS_PER_SECOND = 1_000;

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
    public Set<Need> needs() {
        return Set.of(Need.CLOCK);
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        return cluster.system().seams() ? bySeam(cluster, nodes) : byLibrary(cluster, nodes);
    }

    private Hit bySeam(Cluster cluster, List<String> nodes)
            throws IOException, InterruptedException {
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

    private Hit byLibrary(Cluster cluster, List<String> nodes) throws IOException {
        // A server whose clock never goes back may still say the time of a former jump.
        boolean already = nodes.stream().anyMatch(node -> wrong(cluster, node));
        write(cluster, nodes, by.toMillis());
        return new Hit() {
            @Override
            public @Nullable String effect() throws InterruptedException {
                for (int i = 0; !already && i < LOOKS_MAX; i++) {
                    if (nodes.stream().allMatch(node -> wrong(cluster, node))) {
                        return "the time of day is off on " + String.join(", ", nodes);
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                }
                return null;
            }

            @Override
            public void heal() throws IOException {
                write(cluster, nodes, 0);
            }
        };
    }

    private boolean wrong(Cluster cluster, String node) {
        Long time = TimeOfDay.of(cluster, node);
        return time != null
                && Math.abs(time - System.currentTimeMillis() - by.toMillis())
                        < Math.abs(by.toMillis()) / 2;
    }

    private static void write(Cluster cluster, List<String> nodes, long millis) throws IOException {
        for (String node : nodes) {
            Files.writeString(
                    cluster.control(node).resolve(Interposer.CLOCK_FILE),
                    String.format(Locale.ROOT, "%+.3f%n", millis / MILLIS_PER_SECOND));
        }
    }
}
