package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Link;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The proxies between all nodes, and between clients and nodes.
 *
 * <p><b>A cut from A to B</b>: bytes from A to B vanish and connections stay open. Both links between
 * the two carry traffic both ways, so it takes two black holes: upstream on the links on which A
 * connects to B (A's requests), downstream on those on which B connects to A (A's replies).
 *
 * <p>Used by one thread, but for {@link #close}.
 */
public final class Network implements AutoCloseable {
    private static final Toxic BLACK_HOLE = new Timeout(0);

    /** How long a probe waits for a byte before it calls a link silent. */
    static final int PROBE_TIMEOUT_MS = 400;

    private static final int PROBE_SLOW_TIMEOUT_MS = 5_000;

    private final LinkProxies proxies;
    private final List<Link> links;
    private final Map<String, String> probes;

    private Network(LinkProxies proxies, List<Link> links, Map<String, String> probes) {
        this.proxies = proxies;
        this.links = links;
        this.probes = probes;
    }

    /**
     * Starts a proxy for every link.
     *
     * @param probes of a port: what to send to it for an answer
     */
    public static Network open(LinkProxies proxies, List<Link> links, Map<String, String> probes)
            throws IOException {
        Network network = new Network(proxies, List.copyOf(links), Map.copyOf(probes));
        try {
            for (Link link : links) {
                proxies.create(link.name(), text(link.listen()), text(link.upstream()));
            }
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
        return network;
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Which Toxiproxy this is, for the report. */
    public String description() {
        return proxies.description();
    }

    /** What a reader of the report should know of the proxies. */
    public List<String> notes() {
        return proxies.notes();
    }

    /** Cuts a directed link. */
    public void cut(Cut cut) throws IOException {
        for (Link link : between(cut.from(), cut.to())) {
            proxies.attach(link.name(), Direction.UPSTREAM, BLACK_HOLE);
        }
        for (Link link : between(cut.to(), cut.from())) {
            proxies.attach(link.name(), Direction.DOWNSTREAM, BLACK_HOLE);
        }
    }

    /** Mends a cut; connections that lost bytes are closed by that. */
    public void mend(Cut cut) throws IOException {
        for (Link link : between(cut.from(), cut.to())) {
            proxies.clear(link.name(), Direction.UPSTREAM);
        }
        for (Link link : between(cut.to(), cut.from())) {
            proxies.clear(link.name(), Direction.DOWNSTREAM);
        }
    }

    /** Cuts every link between nodes both ways. */
    public void cutAll() throws IOException {
        for (Link link : links) {
            if (link.betweenNodes()) {
                proxies.attach(link.name(), Direction.UPSTREAM, BLACK_HOLE);
                proxies.attach(link.name(), Direction.DOWNSTREAM, BLACK_HOLE);
            }
        }
    }

    /** Takes every toxic away. */
    public void mendAll() throws IOException {
        for (Link link : links) {
            proxies.clear(link.name(), Direction.UPSTREAM);
            proxies.clear(link.name(), Direction.DOWNSTREAM);
        }
    }

    /** Puts a toxic on links, one of each type and direction. */
    public void attach(List<Link> on, List<Direction> directions, Toxic toxic) throws IOException {
        for (Link link : on) {
            for (Direction direction : directions) {
                proxies.attach(link.name(), direction, toxic);
            }
        }
    }

    /** On how many directions of these links the proxies say that a toxic of this type is. */
    public int attached(List<Link> on, List<Direction> directions, Toxic toxic) throws IOException {
        int count = 0;
        for (Link link : on) {
            for (Direction direction : directions) {
                if (proxies.attached(link.name(), direction).contains(toxic.type())) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Both ways nothing comes through any more; connections stay open. */
    public void hole(List<Link> on) throws IOException {
        attach(on, List.of(Direction.values()), BLACK_HOLE);
    }

    /** Takes every toxic of these links away. */
    public void mend(List<Link> on) throws IOException {
        for (Link link : on) {
            proxies.clear(link.name(), Direction.UPSTREAM);
            proxies.clear(link.name(), Direction.DOWNSTREAM);
        }
    }

    /** Closes every connection on these links; new ones are accepted at once. */
    public void closeConnections(List<Link> on) throws IOException {
        for (Link link : on) {
            proxies.closeConnections(link.name());
        }
    }

    /** All links, those of clients, too. */
    public List<Link> links() {
        return links;
    }

    /** Leads the clients of one node to another, as a virtual address that moves. */
    public void moveClients(String from, String to) throws IOException {
        for (Link link : links) {
            if (!link.betweenNodes() && link.to().equals(from)) {
                proxies.lead(link.name(), text(upstream(to, link.port())));
            }
        }
    }

    private InetSocketAddress upstream(String node, String port) {
        return links.stream()
                .filter(link -> link.to().equals(node) && link.port().equals(port))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no link to port " + port + " of " + node + " among " + links))
                .upstream();
    }

    /** Whether something that is asked on the links from one node to another is answered in time. */
    public boolean answers(String from, String to) {
        return between(from, to).stream()
                .filter(link -> probes.containsKey(link.port()))
                .anyMatch(link -> probe(link, PROBE_TIMEOUT_MS));
    }

    /** Those of these links that have a probe: only they can show whether bytes come through. */
    public List<Link> probed(List<Link> on) {
        return on.stream().filter(link -> probes.containsKey(link.port())).toList();
    }

    /** Whether something that is asked on this link is answered in time. */
    public boolean answers(Link link) {
        return probe(link, PROBE_TIMEOUT_MS);
    }

    /** How long an answer takes on the slowest of these links, as far as they have a probe. */
    public long roundTripMillis(List<Link> on) {
        long slowest = 0;
        for (Link link : probed(on)) {
            long start = System.nanoTime();
            probe(link, PROBE_SLOW_TIMEOUT_MS);
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
        }
        return slowest;
    }

    private boolean probe(Link link, int timeoutMs) {
        try (Socket socket = new Socket()) {
            socket.connect(link.listen(), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            OutputStream out = socket.getOutputStream();
            out.write(probes.getOrDefault(link.port(), "").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Link> between(String from, String to) {
        return links.stream()
                .filter(link -> link.from().equals(from) && link.to().equals(to))
                .toList();
    }

    @Override
    public void close() throws IOException {
        proxies.close();
    }
}
