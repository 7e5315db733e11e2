package dev.assay.bench.cluster;

import java.net.InetSocketAddress;

/**
 * A directed link, on which {@code from} opens connections to one port of {@code to}. Each
 * connection carries bytes both ways.
 *
 * @param from a node, or {@link #CLIENTS}
 * @param to a node
 * @param port name of the port, such as {@code raft}
 * @param listen where {@code from} finds it
 * @param upstream where {@code to} listens
 */
public record Link(
        String from, String to, String port, InetSocketAddress listen, InetSocketAddress upstream) {

    /** The other end of client links. */
    public static final String CLIENTS = "clients";

    /** Name of the proxy: {@code n1-n2-raft}. */
    public String name() {
        return from + "-" + to + "-" + port;
    }

    /** Whether this is a link between two nodes. */
    public boolean betweenNodes() {
        return !from.equals(CLIENTS);
    }
}
