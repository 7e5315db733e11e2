package dev.assay.bench.client;

import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One client, pinned to one node, used by one thread.
 *
 * <p>It never retries and never throws for what a system or a network does. It connects when it must;
 * a connection that could not be made, or on which a node does not say that it is alive, is {@link
 * Outcome.Failed}, since the request was not sent. After an
 * error on a connection the next request uses a new one.
 */
public interface StoreClient extends AutoCloseable {
    Outcome invoke(Request request);

    /** Drops the connection; the client may be used on. Never throws. */
    @Override
    void close();

    /** A client for one of a system's protocols. */
    static StoreClient of(
            Protocol protocol, SystemDescription system, InetSocketAddress node, Duration timeout) {
        return switch (protocol) {
            case REDIS -> new RedisStoreClient(system, node, timeout);
            case ETCD -> new EtcdStoreClient(system, node, timeout);
            case HRAFTD_HTTP -> new HttpStoreClient(system, node, timeout);
        };
    }
}
