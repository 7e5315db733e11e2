package dev.assay.bench.cluster;

import dev.assay.bench.system.SystemDescription;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Who finds which node of a cluster where. Immutable while the cluster lives; from any thread. */
public interface Addresses {
    /** The address on which a node listens, past any proxy; this JVM reaches it. */
    String own(String node);

    /** The address at which a node finds another. */
    String peer(String from, String to);

    /** The address at which clients find a node. */
    InetSocketAddress client(String node, int port);

    /** Every link that a proxy is needed for: each directed pair of nodes and each client link. */
    default List<Link> links(SystemDescription system) {
        List<Link> links = new ArrayList<>();
        for (String to : system.nodeNames()) {
            for (String from : system.nodeNames()) {
                if (!from.equals(to)) {
                    for (String port : system.peerPorts()) {
                        InetSocketAddress listen =
                                new InetSocketAddress(peer(from, to), system.port(port));
                        links.add(new Link(from, to, port, listen, upstream(to, listen)));
                    }
                }
            }
            for (String port : system.protocols().values()) {
                InetSocketAddress listen = client(to, system.port(port));
                links.add(new Link(Link.CLIENTS, to, port, listen, upstream(to, listen)));
            }
        }
        return links;
    }

    private InetSocketAddress upstream(String to, InetSocketAddress listen) {
        return new InetSocketAddress(own(to), listen.getPort());
    }
}
