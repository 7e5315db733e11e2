package dev.assay.server.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/** A name or address with a port, unresolved: a name may mean another address on each node. */
public record HostPort(String host, int port) {

    /** What an empty host stands for. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int PORT_MAX = 65_535;

    public HostPort {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty()) {
            host = LOOPBACK;
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + " is not in 0.." + PORT_MAX);
        }
    }

    /**
     * Reads {@code host:port} or {@code :port}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address: expected host:port or :port");
        }
        try {
            return new HostPort(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address: '" + text.substring(colon + 1)
                            + "' is not a port",
                    e);
        }
    }

    /**
     * Resolves with the JVM's resolver, blocking.
     *
     * @throws UnknownHostException if the name means nothing here
     */
    public InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
