package dev.assay.chaos.toxiproxy.toxic;

import java.util.Locale;
import java.util.Optional;

/** Which of a connection's two streams: the client's bytes or the server's. */
public enum Direction {
    /** From the client, which connected to the proxy, to the upstream server. */
    UPSTREAM,
    /** From the upstream server back to the client. */
    DOWNSTREAM;

    /** The name in the control API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The direction of that name in any case, or empty. */
    public static Optional<Direction> parse(String name) {
        for (Direction direction : values()) {
            if (direction.name().equalsIgnoreCase(name)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
