package dev.assay.chaos.toxiproxy;

import java.net.InetSocketAddress;
import java.util.Objects;

/** A Toxiproxy that somebody else runs: a container, another machine. */
public record ToxiproxyAddress(InetSocketAddress address) implements ToxiproxyServer {

    public ToxiproxyAddress {
        Objects.requireNonNull(address, "address");
    }

    @Override
    public String describe() {
        return "toxiproxy at " + address.getHostString() + ":" + address.getPort();
    }

    @Override
    public void close() {
        // not ours
    }
}
