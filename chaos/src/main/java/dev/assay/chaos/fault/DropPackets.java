package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.PacketDrop;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * Packets vanish in the node's own network, by iptables: with all of them the node is a black hole to
 * new connections and old ones, with some of them TCP sends again and slows down, which no proxy can
 * show. Only nodes with a network of their own, containers, can be hit.
 *
 * @param side what the node loses: what comes in, what goes out, both
 * @param percent of these packets
 */
public record DropPackets(Target target, PacketDrop.Side side, int percent) implements NodeFault {

    /** Nodes of a cluster are never silent for so long. */
    private static final Duration EFFECT_MAX = Duration.ofSeconds(3);

    private static final long LOOK_MS = 50;

    public DropPackets {
        new PacketDrop(side, percent); // refuses what makes no sense
    }

    @Override
    public String name() {
        return "drop-" + percent + "-" + side.word() + "-" + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONTAINERS, Need.FIREWALL);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("packets", percent + " % of " + side.word() + " vanish");
    }

    /** Where some packets come through, the service goes on, only slower. */
    @Override
    public boolean serviceExpected() {
        return !packets().all() || NodeFault.super.serviceExpected();
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes) throws IOException {
        Cluster cluster = context.cluster();
        for (String node : nodes) {
            cluster.dropPackets(node, packets());
        }
        return new Hit() {
            /** Packets that the filter has counted, of each node. */
            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                StringJoiner seen = new StringJoiner(", ", "", " have vanished");
                for (String node : nodes) {
                    long dropped = firstDropped(cluster, node);
                    if (dropped == 0) {
                        return null;
                    }
                    seen.add(dropped + " packets of " + node);
                }
                return seen.toString();
            }

            @Override
            public void heal() throws IOException {
                for (String node : nodes) {
                    cluster.passPackets(node);
                }
            }
        };
    }

    private PacketDrop packets() {
        return new PacketDrop(side, percent);
    }

    /** How many have vanished as soon as one has; 0 when none has in a while. */
    private static long firstDropped(Cluster cluster, String node)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + EFFECT_MAX.toNanos();
        while (cluster.droppedPackets(node) == 0 && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return cluster.droppedPackets(node);
    }
}
