package dev.assay.chaos.toxiproxy.proxy;

import dev.assay.chaos.toxiproxy.toxic.Direction;

import io.netty.channel.EventLoop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A proxy as the control side sees it. All methods but {@link #traffic} are called by one thread, the
 * control thread, and block it until the proxy's event loop has answered.
 */
public final class TwinProxy {

    /**
     * An event loop answers within milliseconds, a host name within the resolver's own limit. A loop
     * that does not is a defect, and the caller is told instead of hanging.
     */
    private static final long STEP_SECONDS_MAX = 10;

    private final String name;
    private final Resolver resolver;
    private final DataPlane plane;
    private final TrafficCounter upstreamCounter = new TrafficCounter();
    private final TrafficCounter downstreamCounter = new TrafficCounter();
    private final List<AttachedToxic> toxics = new ArrayList<>();
    private String listen;
    private String upstream;
    private boolean enabled;

    TwinProxy(
            String name,
            String listen,
            String upstream,
            EventLoop loop,
            Resolver resolver,
            Chance chance) {
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        this.resolver = resolver;
        this.plane = new DataPlane(
                name,
                loop,
                resolver,
                chance,
                Map.of(
                        Direction.UPSTREAM, upstreamCounter,
                        Direction.DOWNSTREAM, downstreamCounter));
    }

    public String name() {
        return name;
    }

    /** The bound address once the proxy has listened, before that as it was asked for. */
    public String listen() {
        return listen;
    }

    public String upstream() {
        return upstream;
    }

    public boolean enabled() {
        return enabled;
    }

    /** Bytes so far. From any thread. */
    public ProxyTraffic traffic() {
        return new ProxyTraffic(upstreamCounter.read(), downstreamCounter.read());
    }

    /** The toxics of the upstream direction, then those of the other, each as they were added. */
    public List<AttachedToxic> toxics() {
        List<AttachedToxic> ordered = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            toxics.stream().filter(toxic -> toxic.direction() == direction).forEach(ordered::add);
        }
        return ordered;
    }

    public Optional<AttachedToxic> toxic(String toxicName) {
        return toxics.stream().filter(toxic -> toxic.name().equals(toxicName)).findFirst();
    }

    /** Adds a toxic whose name the proxy does not have yet. */
    public void add(AttachedToxic toxic) throws IOException {
        await("adding toxic " + toxic.name(), plane.add(toxic));
        toxics.add(toxic);
    }

    /** Puts a toxic in the place of the one of the same name. */
    public void update(AttachedToxic toxic) throws IOException {
        await("updating toxic " + toxic.name(), plane.update(toxic));
        toxics.replaceAll(old -> old.name().equals(toxic.name()) ? toxic : old);
    }

    /** Takes a toxic away. */
    public void remove(AttachedToxic toxic) throws IOException {
        await("removing toxic " + toxic.name(), plane.remove(toxic));
        toxics.removeIf(old -> old.name().equals(toxic.name()));
    }

    void removeAllToxics() throws IOException {
        for (AttachedToxic toxic : toxics()) {
            remove(toxic);
        }
    }

    /** Changes what differs; a change of address closes all connections. */
    public void update(String newListen, String newUpstream, boolean newEnabled)
            throws IOException {
        if (differs(newListen, newUpstream)) {
            stop();
            listen = newListen;
            upstream = newUpstream;
        }
        if (newEnabled && !enabled) {
            start();
        } else if (!newEnabled) {
            stop();
        }
    }

    /** True if these are not the addresses that the proxy has. */
    boolean differs(String otherListen, String otherUpstream) throws IOException {
        HostPort other = HostPort.parse(otherListen);
        String host = "";
        if (!other.host().isEmpty()) {
            host = HostPort.writeHost(await("lookup " + other.host(), resolver.resolve(other)));
        }
        return !listen.equals(HostPort.write(host, other.port()))
                || !upstream.equals(otherUpstream);
    }

    /** Begins to accept; nothing if it does already. */
    void start() throws IOException {
        if (enabled) {
            return;
        }
        InetSocketAddress at = resolveListen();
        InetSocketAddress bound;
        try {
            bound = await("bind", plane.listen(at, upstream));
        } catch (IOException e) {
            String address = HostPort.write(HostPort.writeHost(at.getAddress()), at.getPort());
            throw new IOException("listen tcp " + address + ": bind: " + reason(e), e);
        }
        listen = HostPort.writeBound(bound);
        enabled = true;
    }

    private InetSocketAddress resolveListen() throws IOException {
        try {
            HostPort parsed = HostPort.parse(listen);
            InetAddress host = await("lookup " + parsed.host(), resolver.resolve(parsed));
            return new InetSocketAddress(host, parsed.port());
        } catch (IOException e) {
            throw new IOException("listen tcp: " + e.getMessage(), e);
        }
    }

    /** Stops accepting and closes all connections; nothing if it does not accept. */
    void stop() throws IOException {
        if (enabled) {
            enabled = false;
            await("closing " + listen, plane.stop());
        }
    }

    /** The kernel's reason, in the kernel's own small letters. */
    private static String reason(IOException bindFailure) {
        String message = String.valueOf(bindFailure.getMessage());
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static <T> T await(String step, CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(STEP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(step + ": no answer in " + STEP_SECONDS_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(step + ": interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason = cause instanceof TimeoutException
                    ? step + ": i/o timeout"
                    : String.valueOf(cause.getMessage());
            throw new IOException(reason, e);
        }
    }
}
