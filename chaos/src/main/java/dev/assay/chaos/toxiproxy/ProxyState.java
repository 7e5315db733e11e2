package dev.assay.chaos.toxiproxy;

import java.util.Objects;

/**
 * A proxy as its server describes it.
 *
 * @param listen where it accepts, with the port that was bound
 * @param upstream where it dials
 * @param enabled false: it refuses connections
 */
public record ProxyState(String name, String listen, String upstream, boolean enabled) {

    public ProxyState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(upstream, "upstream");
    }

    /** The bound port. */
    public int listenPort() {
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }
}
