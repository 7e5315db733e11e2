package dev.assay.bench.drive;

import org.jspecify.annotations.Nullable;

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
    private static final int MOVED_WORDS = 3;

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

    /** Where {@code MOVED slot host:port} points; null for any other text. */
    static @Nullable Endpoint moved(String error) {
        String[] words = error.split(" ");
        if (words.length != MOVED_WORDS || !words[0].equals("MOVED")) {
            return null;
        }
        try {
            return parse(words[MOVED_WORDS - 1]);
        } catch (IllegalArgumentException e) {
            return null; // no address: the error stays one
        }
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
