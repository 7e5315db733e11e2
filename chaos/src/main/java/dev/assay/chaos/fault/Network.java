package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Link;

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
            proxies.blackHole(link.name(), true);
        }
        for (Link link : between(cut.to(), cut.from())) {
            proxies.blackHole(link.name(), false);
        }
    }

    /** Mends a cut; connections that lost bytes are closed by that. */
    public void mend(Cut cut) throws IOException {
        for (Link link : between(cut.from(), cut.to())) {
            proxies.clear(link.name(), true);
        }
        for (Link link : between(cut.to(), cut.from())) {
            proxies.clear(link.name(), false);
        }
    }

    /** Cuts every link between nodes both ways. */
    public void cutAll() throws IOException {
        for (Link link : links) {
            if (link.betweenNodes()) {
                proxies.blackHole(link.name(), true);
                proxies.blackHole(link.name(), false);
            }
        }
    }

    /** Takes every toxic away. */
    public void mendAll() throws IOException {
        for (Link link : links) {
            proxies.clear(link.name(), true);
            proxies.clear(link.name(), false);
        }
    }

    /** Makes every byte between nodes late. */
    public void delayAll(long latencyMs, long jitterMs) throws IOException {
        for (Link link : links) {
            if (link.betweenNodes()) {
                proxies.delay(link.name(), true, latencyMs, jitterMs);
                proxies.delay(link.name(), false, latencyMs, jitterMs);
            }
        }
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

    /** How long an answer takes on a link between nodes; the slowest of all links that can be probed. */
    public long roundTripMillis() {
        long slowest = 0;
        for (Link link : links) {
            if (link.betweenNodes() && probes.containsKey(link.port())) {
                long start = System.nanoTime();
                probe(link, PROBE_SLOW_TIMEOUT_MS);
                slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
            }
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
