package dev.assay.server.node;

import dev.assay.server.security.Password;
import dev.assay.server.security.Tls;

import java.util.Objects;
import java.util.Optional;

/**
 * How clients are let in.
 *
 * @param redirects whether a follower sends clients to the leader, rather than requests
 * @param password what clients and nodes must show, if anything
 * @param tls what HTTP, Redis and Raft are wrapped in, if anything
 * @param connectionsMax open connections that each of HTTP and Redis may have
 * @param valueBytesMax length of a value that a client may send
 */
public record Doors(
        boolean redirects,
        Optional<Password> password,
        Optional<Tls> tls,
        int connectionsMax,
        int valueBytesMax) {

    /** As Redis has it. */
    public static final int CONNECTIONS_MAX = 10_000;

    /** A value is part of one log entry, which is at most 3 MB. */
    public static final int VALUE_BYTES_MAX = 2 * 1024 * 1024;

    /** Open to all, forwarding. */
    public static final Doors STANDARD =
            new Doors(false, Optional.empty(), Optional.empty(), CONNECTIONS_MAX, VALUE_BYTES_MAX);

    public Doors {
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(tls, "tls");
        if (connectionsMax < 1) {
            throw new IllegalArgumentException(
                    connectionsMax + " connections at most: at least 1 is needed");
        }
        if (valueBytesMax < 1 || valueBytesMax > VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("values of " + valueBytesMax
                    + " bytes at most: expected 1 to " + VALUE_BYTES_MAX);
        }
    }
}
