package dev.assay.chaos.workload;

import java.time.Duration;

/**
 * How much is asked.
 *
 * @param clientsPerNode how many clients are pinned to each node; they take turns at the protocols
 *     that the system speaks
 * @param interval between two requests of one client, which are due whether or not the former was
 *     answered in time (open loop); 0 for each as soon as the former was answered (closed loop)
 * @param timeout how long a client waits before it calls the outcome unknown
 */
public record Load(int clientsPerNode, Duration interval, Duration timeout) {

    /** Three clients a node, each about 80 requests a second. */
    public static final Load USUAL = new Load(3, Duration.ofMillis(12), Duration.ofMillis(1_000));

    /** More threads than this on one machine measure the machine. */
    public static final int CLIENTS_PER_NODE_MAX = 200;

    public Load {
        if (clientsPerNode < 1 || clientsPerNode > CLIENTS_PER_NODE_MAX) {
            throw new IllegalArgumentException("clientsPerNode: " + clientsPerNode
                    + ", expected 1 to " + CLIENTS_PER_NODE_MAX);
        }
        if (interval.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("interval " + interval + " and timeout " + timeout
                    + ": expected 0 or more, and more than 0");
        }
    }

    /** The same at another rate; 0 for a closed loop. */
    public Load withInterval(Duration between) {
        return new Load(clientsPerNode, between, timeout);
    }

    /** The same with other clients. */
    public Load withClientsPerNode(int clients) {
        return new Load(clients, interval, timeout);
    }
}
