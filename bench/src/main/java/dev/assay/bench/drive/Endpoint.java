package dev.assay.bench.drive;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/**
 * Where a server listens.
 *
 * @param text as a user would say it
 */
public record Endpoint(SocketAddress address, String text) {
    private static final int PORT_MAX = 65_535;

    public static Endpoint tcp(String host, int port) {
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + ", expected 1 to " + PORT_MAX);
        }
        return new Endpoint(new InetSocketAddress(host, port), host + ":" + port);
    }

    /** A socket in the file system. */
    public static Endpoint unix(Path socket) {
        return new Endpoint(UnixDomainSocketAddress.of(socket), socket.toString());
    }

    /** Of {@code HOST:PORT}. */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return tcp(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("endpoint '" + text + "': expected HOST:PORT", e);
        }
        throw new IllegalArgumentException("endpoint '" + text + "': expected HOST:PORT");
    }
}
