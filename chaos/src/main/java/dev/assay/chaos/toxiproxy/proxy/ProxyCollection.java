package dev.assay.chaos.toxiproxy.proxy;

import io.netty.channel.EventLoopGroup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The proxies by name. Used by the control thread; {@link #traffic} from any thread. Each proxy gets
 * one of the event loops in turn, and keeps it.
 */
public final class ProxyCollection implements AutoCloseable {
    private final EventLoopGroup loops;
    private final Resolver resolver = new Resolver();
    private final Chance chance;
    private final ConcurrentSkipListMap<String, TwinProxy> proxies = new ConcurrentSkipListMap<>();

    /**
     * @param loops carry the data; the caller closes them after this
     * @param seed of every draw: toxicity, jitter, sizes of slices
     */
    public ProxyCollection(EventLoopGroup loops, long seed) {
        this.loops = loops;
        this.chance = new Chance(seed);
    }

    /** All proxies by name. */
    public List<TwinProxy> all() {
        return List.copyOf(proxies.values());
    }

    public Optional<TwinProxy> get(String name) {
        return Optional.ofNullable(proxies.get(name));
    }

    /**
     * Adds a proxy of a new name.
     *
     * @throws IOException if it cannot listen; it is not added then
     */
    public TwinProxy add(String name, String listen, String upstream, boolean enabled)
            throws IOException {
        TwinProxy proxy =
                new TwinProxy(name, listen, upstream, loops.next(), resolver, chance.of(name));
        if (enabled) {
            proxy.start();
        }
        proxies.put(name, proxy);
        return proxy;
    }

    /** Adds a proxy, in the place of one of that name unless it has the same addresses. */
    public TwinProxy addOrReplace(String name, String listen, String upstream, boolean enabled)
            throws IOException {
        TwinProxy existing = proxies.get(name);
        if (existing != null) {
            if (!existing.differs(listen, upstream)) {
                return existing;
            }
            existing.stop();
        }
        return add(name, listen, upstream, enabled);
    }

    /** Closes a proxy with its connections and forgets it. */
    public void remove(TwinProxy proxy) throws IOException {
        proxy.stop();
        proxies.remove(proxy.name());
    }

    /** Enables all proxies and takes all toxics away. */
    public void reset() throws IOException {
        for (TwinProxy proxy : proxies.values()) {
            proxy.start();
            proxy.removeAllToxics();
        }
    }

    /** Bytes so far, by proxy. From any thread. */
    public Map<String, ProxyTraffic> traffic() {
        Map<String, ProxyTraffic> traffic = new TreeMap<>();
        proxies.forEach((name, proxy) -> traffic.put(name, proxy.traffic()));
        return traffic;
    }

    /** Closes all proxies; tries every one, and throws the first failure. */
    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (TwinProxy proxy : all()) {
            try {
                remove(proxy);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        resolver.close();
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }
}
