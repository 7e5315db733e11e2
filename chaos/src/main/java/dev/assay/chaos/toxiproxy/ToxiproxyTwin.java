package dev.assay.chaos.toxiproxy;

import dev.assay.chaos.toxiproxy.api.ApiServer;
import dev.assay.chaos.toxiproxy.proxy.ProxyCollection;
import dev.assay.chaos.toxiproxy.proxy.ProxyTraffic;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Toxiproxy inside this JVM: the same HTTP API and the same toxics, on a few event loops. The
 * package's description lists where it differs on purpose.
 */
public final class ToxiproxyTwin implements ToxiproxyServer {

    /**
     * Threads that carry all proxied bytes. They share the machine with the nodes under test, and
     * one of them moves more than a gigabyte each second.
     */
    private static final int DATA_THREADS_MAX = 2;

    private static final long STOP_SECONDS_MAX = 5;

    private final EventLoopGroup apiLoop;
    private final EventLoopGroup dataLoops;
    private final ProxyCollection proxies;
    private final ApiServer api;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ToxiproxyTwin(
            EventLoopGroup apiLoop,
            EventLoopGroup dataLoops,
            ProxyCollection proxies,
            ApiServer api) {
        this.apiLoop = apiLoop;
        this.dataLoops = dataLoops;
        this.proxies = proxies;
        this.api = api;
    }

    /**
     * Starts a twin.
     *
     * @param address where the HTTP API listens; port 0 for a free one
     * @param seed of every draw: with the same seed the n-th connection of a proxy meets the same
     *     luck with each toxic
     * @throws IOException if it cannot listen there
     */
    public static ToxiproxyTwin start(InetSocketAddress address, long seed) throws IOException {
        EventLoopGroup apiLoop = loops(1, "toxiproxy-twin-api");
        int threads = Math.min(DATA_THREADS_MAX, Runtime.getRuntime().availableProcessors());
        EventLoopGroup dataLoops = loops(threads, "toxiproxy-twin-data");
        ProxyCollection proxies = new ProxyCollection(dataLoops, seed);
        try {
            ApiServer api = ApiServer.start(address, apiLoop, proxies);
            return new ToxiproxyTwin(apiLoop, dataLoops, proxies, api);
        } catch (IOException e) {
            proxies.close();
            stop(apiLoop);
            stop(dataLoops);
            throw e;
        }
    }

    private static EventLoopGroup loops(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    @Override
    public InetSocketAddress address() {
        return api.address();
    }

    @Override
    public String describe() {
        return "embedded twin";
    }

    /** Bytes so far, by proxy; exact for what has been read. From any thread. */
    public Map<String, ProxyTraffic> traffic() {
        return proxies.traffic();
    }

    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (proxies;
                api) {
            // closed in the reverse order: no request comes after the proxies are gone
        } finally {
            stop(apiLoop);
            stop(dataLoops);
        }
    }

    private static void stop(EventLoopGroup loops) {
        loops.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
