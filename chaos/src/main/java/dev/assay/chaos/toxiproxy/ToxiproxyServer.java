package dev.assay.chaos.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A Toxiproxy control plane that a run uses: the embedded twin, a real {@code toxiproxy-server} that
 * the run starts, or one that is already there. Which one it is matters to nobody but the report.
 */
public sealed interface ToxiproxyServer extends AutoCloseable
        permits ToxiproxyAddress, ToxiproxyProcess, ToxiproxyTwin {

    /** Where the HTTP API is. */
    InetSocketAddress address();

    /** What it is, for reports: {@code embedded twin}, {@code toxiproxy-server 2.12.0 (PATH)}. */
    String describe();

    /**
     * Ends what this object started, with all proxies and connections, within some seconds.
     * Idempotent; a server that was already there is left alone.
     */
    @Override
    void close() throws IOException;
}
