package dev.assay.containers;

import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Nodes n1, n2, ... of hraftd on a network of their own, as one cluster.
 *
 * <pre>{@code
 * @Container
 * HraftdCluster cluster = new HraftdCluster("hraftd", 3);
 * ...
 * HraftdContainer leader = cluster.leader();
 * leader.kill();
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class HraftdCluster implements Startable {
    /** More nodes than this on one machine measure the machine. */
    public static final int NODES_MAX = 9;

    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
    private static final int POLL_MS = 100;

    private final Network network = Network.newNetwork();
    private final List<HraftdContainer> nodes = new ArrayList<>();

    /**
     * Nothing runs yet.
     *
     * @param image such as {@code docker/Dockerfile} makes
     */
    public HraftdCluster(String image, int nodes) {
        this(DockerImageName.parse(image), nodes);
    }

    /** Nothing runs yet. */
    public HraftdCluster(DockerImageName image, int nodes) {
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("nodes: " + nodes + ", expected 1 to " + NODES_MAX);
        }
        for (int i = 1; i <= nodes; i++) {
            HraftdContainer node = new HraftdContainer(image).withNode("n" + i, network);
            this.nodes.add(i == 1 ? node : node.joining(this.nodes.get(0)));
        }
    }

    /** The nodes, n1 first. */
    public List<HraftdContainer> nodes() {
        return List.copyOf(nodes);
    }

    /** One of the nodes, from 1. */
    public HraftdContainer node(int number) {
        return nodes.get(number - 1);
    }

    /**
     * The node that leads; waits for it, as between two terms there is none. An isolated leader may
     * still take itself for one.
     *
     * @throws IllegalStateException when none does within half a minute
     */
    public HraftdContainer leader() {
        long deadline = System.nanoTime() + LEADER_TIMEOUT.toNanos();
        while (true) {
            Optional<HraftdContainer> leader =
                    nodes.stream().filter(Readiness::leads).findFirst();
            if (leader.isPresent()) {
                return leader.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("none of " + nodes.size()
                        + " nodes says that it leads, asked for " + LEADER_TIMEOUT.toSeconds()
                        + " s: is a majority of them running?");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a leader", e);
            }
        }
    }

    /** Starts n1, then the others at once; returns when all are ready. */
    @Override
    public void start() {
        try {
            nodes.get(0).start();
            Startables.deepStart(nodes.stream().skip(1)).join();
        } catch (RuntimeException e) {
            try {
                stop();
            } catch (RuntimeException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Removes the nodes, their data, and the network; goes on past failures. */
    @Override
    public void stop() {
        List<RuntimeException> failures = new ArrayList<>();
        Stream.concat(nodes.stream().<AutoCloseable>map(node -> node), Stream.of(network))
                .forEach(part -> {
                    try {
                        part.close();
                    } catch (Exception e) {
                        failures.add(new IllegalStateException("could not remove " + part, e));
                    }
                });
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
