package dev.assay.chaos.toxiproxy;

import dev.assay.chaos.toxiproxy.ToxiproxyException.Kind;
import dev.assay.chaos.toxiproxy.proxy.ProxyTraffic;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives a Toxiproxy through its official Java client, which has no time-outs and some surprising
 * exceptions: here each call has a deadline, and every failure is a {@link ToxiproxyException}.
 *
 * <p>Safe for any number of threads. A call that misses its deadline leaves its worker thread behind
 * until the server is gone; when all workers are lost that way, calls fail as hung at once.
 */
public final class ToxiproxyControl implements AutoCloseable {

    /** A healthy server answers in milliseconds; a wedged one gives up after 25 s by itself. */
    public static final Duration CALL_MAX = Duration.ofSeconds(10);

    /** The client puts names into its URLs as they are. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:~-]+");

    private static final Pattern VERSION = Pattern.compile("\"version\": *\"([^\"]+)\"");

    private final InetSocketAddress address;
    private final Duration callMax;
    private final ClientCalls calls;

    /** Control of a server with the usual deadline. */
    public ToxiproxyControl(ToxiproxyServer server) {
        this(server.address(), CALL_MAX);
    }

    /**
     * @param callMax deadline of each call
     */
    public ToxiproxyControl(InetSocketAddress address, Duration callMax) {
        this.address = address;
        this.callMax = callMax;
        this.calls = new ClientCalls(address, callMax);
    }

    /** The server's version, such as 2.12.0. */
    public String version() {
        String answer = calls.call("read the version", ToxiproxyClient::version);
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            throw calls.failure(
                    Kind.INCOMPREHENSIBLE,
                    "read the version",
                    "expected a JSON object with a version, came: " + answer,
                    new IOException(answer));
        }
        return version.group(1);
    }

    /**
     * Creates a proxy, which listens when this returns.
     *
     * @param name letters, digits and {@code . _ : ~ -} only
     * @param listen address to accept at; port 0 for a free one, which the answer tells
     * @param upstream address to dial for each connection
     */
    public ProxyState createProxy(String name, String listen, String upstream) {
        requireName(name);
        return calls.call(
                "create proxy " + name + " from " + listen + " to " + upstream,
                client -> state(client.createProxy(name, listen, upstream)));
    }

    /** All proxies by name. */
    public List<ProxyState> proxies() {
        return calls.call("list the proxies", client -> {
            List<ProxyState> states = new ArrayList<>();
            for (Proxy proxy : client.getProxies()) {
                states.add(state(proxy));
            }
            return states;
        });
    }

    /** A proxy that exists. */
    public ProxyState proxy(String name) {
        requireName(name);
        return calls.call("read proxy " + name, client -> state(client.getProxy(name)));
    }

    /** Closes all connections and refuses new ones. Idempotent. */
    public void disable(String proxy) {
        requireName(proxy);
        run("disable proxy " + proxy, client -> client.getProxy(proxy).disable());
    }

    /** Accepts again, at the same port. Idempotent. */
    public void enable(String proxy) {
        requireName(proxy);
        run("enable proxy " + proxy, client -> client.getProxy(proxy).enable());
    }

    /** Dials another address from now on; closes all connections. */
    public void setUpstream(String proxy, String upstream) {
        requireName(proxy);
        run(
                "point proxy " + proxy + " to " + upstream,
                client -> client.getProxy(proxy).setUpstream(upstream));
    }

    /** Closes a proxy and its connections for good; nothing if there is none of that name. */
    public void deleteProxy(String name) {
        requireName(name);
        runIfThere("delete proxy " + name, client -> client.getProxy(name).delete());
    }

    /** Adds a toxic to all connections of one direction, open and new ones. */
    public void addToxic(String proxy, String name, Direction direction, Toxic toxic) {
        addToxic(proxy, name, direction, toxic, 1);
    }

    /**
     * Adds a toxic to a share of the connections.
     *
     * @param toxicity the share from 0 to 1. The client sets it with a second request: connections
     *     that are open already meet the toxic for some milliseconds whatever it is
     */
    public void addToxic(
            String proxy, String name, Direction direction, Toxic toxic, float toxicity) {
        requireName(proxy);
        requireName(name);
        run(
                "add " + direction.label() + " toxic " + name + " " + toxic + " to proxy " + proxy,
                client -> {
                    var added = ClientToxics.add(
                            client.getProxy(proxy).toxics(), name, direction, toxic);
                    if (toxicity < 1) {
                        added.setToxicity(toxicity);
                    }
                });
    }

    /** Takes a toxic away; nothing if the proxy or the toxic is not there. */
    public void removeToxic(String proxy, String name) {
        requireName(proxy);
        requireName(name);
        runIfThere(
                "remove toxic " + name + " from proxy " + proxy,
                client -> client.getProxy(proxy).toxics().get(name).remove());
    }

    /** Names of a proxy's toxics: upstream's first, each direction's as they were added. */
    public List<String> toxics(String proxy) {
        requireName(proxy);
        return calls.call("list the toxics of proxy " + proxy, client -> {
            List<String> names = new ArrayList<>();
            for (var toxic : client.getProxy(proxy).toxics().getAll()) {
                names.add(toxic.getName());
            }
            return names;
        });
    }

    /** Enables all proxies and takes all toxics away. */
    public void reset() {
        run("reset", ToxiproxyClient::reset);
    }

    /**
     * Bytes so far by proxy, from the server's metrics. The twin counts as bytes pass; a real server
     * when a connection ends, never what a toxic dropped, and only if it was started with {@code
     * -proxy-metrics}.
     */
    public Map<String, ProxyTraffic> traffic() {
        return TrafficMetrics.parse(calls.call("read the metrics", client -> get("/metrics")));
    }

    /** Ends the workers. Calls under way fail. */
    @Override
    public void close() {
        calls.close();
    }

    private static ProxyState state(Proxy proxy) {
        return new ProxyState(
                proxy.getName(), proxy.getListen(), proxy.getUpstream(), proxy.isEnabled());
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name of letters, digits and . _ : ~ - is wanted, not '" + name + "'");
        }
    }

    private String get(String path) throws IOException {
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) callMax.toMillis());
        connection.setReadTimeout((int) callMax.toMillis());
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @FunctionalInterface
    private interface Action {
        void with(ToxiproxyClient client) throws IOException;
    }

    private void run(String what, Action action) {
        String done = "";
        calls.call(what, client -> {
            action.with(client);
            return done;
        });
    }

    private void runIfThere(String what, Action action) {
        try {
            run(what, action);
        } catch (ToxiproxyException e) {
            if (e.status() != ClientCalls.NOT_FOUND) {
                throw e;
            }
        }
    }
}
