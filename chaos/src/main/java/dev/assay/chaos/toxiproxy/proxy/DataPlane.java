package dev.assay.chaos.toxiproxy.proxy;

import dev.assay.chaos.toxiproxy.toxic.Direction;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What runs of one proxy on its event loop: the listener, the connections, and the toxics as new
 * connections get them. All but the last two methods may be called from any thread and return at once; the loop
 * answers through the future.
 */
final class DataPlane {
    private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);

    /** As the kernel's own limit on Linux, so that a burst of clients is not refused by the twin. */
    private static final int BACKLOG = 4096;

    /** Open connections of one proxy; further ones are closed when they come. */
    static final int CONNECTIONS_MAX = 8192;

    /** An upstream that does not answer for this long is as good as one that refuses. */
    private static final int DIAL_MILLIS_MAX = 30_000;

    /** Toxiproxy moves up to 32 KiB at a time, and its toxics' effects are in such chunks. */
    private static final int CHUNK_BYTES_MAX = 32 << 10;

    private static final int CHUNK_BYTES_FIRST = 4 << 10;
    private static final int CHUNK_BYTES_MIN = 512;

    /** Beyond this much unwritten data a source is not read, until half of it is written. */
    private static final int UNWRITTEN_BYTES_MAX = 128 << 10;

    private static final long LISTENER_POLL_MILLIS = 1;

    private final String name;
    private final EventLoop loop;
    private final Resolver resolver;
    private final Chance chance;
    private final Map<Direction, TrafficCounter> counters;
    private final Map<Direction, List<AttachedToxic>> toxics = new EnumMap<>(Direction.class);
    private final Set<Connection> connections = new LinkedHashSet<>();
    private @Nullable Listener listener;
    private long accepted;

    /**
     * @param socket the one under the channel: it knows when the kernel's socket is gone, which is
     *     only after the loop's next select, later than the channel's close
     */
    private record Listener(Channel channel, ServerSocketChannel socket) {}

    DataPlane(
            String name,
            EventLoop loop,
            Resolver resolver,
            Chance chance,
            Map<Direction, TrafficCounter> counters) {
        this.name = name;
        this.loop = loop;
        this.resolver = resolver;
        this.chance = chance;
        this.counters = counters;
        for (Direction direction : Direction.values()) {
            toxics.put(direction, new ArrayList<>());
        }
    }

    /**
     * Begins to accept; the answer is the bound address, or fails with the bind's exception. An
     * upstream that is no address is found out by the connections, as in Toxiproxy.
     */
    CompletableFuture<InetSocketAddress> listen(InetSocketAddress at, String upstream) {
        return onLoop(answer -> bind(at, upstream, answer));
    }

    private void bind(
            InetSocketAddress at, String upstream, CompletableFuture<InetSocketAddress> answer) {
        ServerSocketChannel socket;
        try {
            socket = ServerSocketChannel.open();
        } catch (IOException e) {
            answer.completeExceptionally(e);
            return;
        }
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop, loop)
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        tune(client);
                        accept(client, upstream);
                    }
                });
        bootstrap.bind(at).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                listener = new Listener(bound.channel(), socket);
                answer.complete((InetSocketAddress) bound.channel().localAddress());
            } else {
                answer.completeExceptionally(bound.cause());
            }
        });
    }

    private static void tune(Channel end) {
        end.config().setAutoRead(false);
        end.config().setOption(ChannelOption.TCP_NODELAY, true);
        // The end of one stream is an event of its link, whose toxics may delay it.
        end.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        end.config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(UNWRITTEN_BYTES_MAX / 2, UNWRITTEN_BYTES_MAX));
        end.config()
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(
                        CHUNK_BYTES_MIN, CHUNK_BYTES_FIRST, CHUNK_BYTES_MAX));
    }

    private void accept(Channel client, String upstream) {
        if (connections.size() >= CONNECTIONS_MAX) {
            LOG.warn("{}: more than {} connections, the newest is closed", name, CONNECTIONS_MAX);
            client.close();
            return;
        }
        Connection connection =
                new Connection(name, client, chance.of(accepted++), connections::remove);
        connections.add(connection);
        try {
            HostPort parsed = HostPort.parse(upstream);
            resolver.resolve(parsed)
                    .whenCompleteAsync(
                            (address, failure) -> {
                                if (failure == null) {
                                    dial(connection, new InetSocketAddress(address, parsed.port()));
                                } else {
                                    connection.refused(failure);
                                }
                            },
                            loop);
        } catch (IOException e) {
            connection.refused(e);
        }
    }

    private void dial(Connection connection, InetSocketAddress upstream) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, DIAL_MILLIS_MAX)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel dialled) {
                        tune(dialled);
                    }
                });
        bootstrap.connect(upstream).addListener((ChannelFuture dialled) -> {
            if (dialled.isSuccess()) {
                connection.connected(dialled.channel(), this);
            } else {
                connection.refused(dialled.cause());
            }
        });
    }

    /** Stops accepting and closes all connections; answers when the port is free again. */
    CompletableFuture<Void> stop() {
        return onLoop(answer -> {
            List.copyOf(connections).forEach(Connection::closeNow);
            Listener stopped = listener;
            listener = null;
            if (stopped == null) {
                answer.complete(null);
            } else {
                stopped.channel().close();
                answerWhenReleased(stopped.socket(), answer);
            }
        });
    }

    private void answerWhenReleased(ServerSocketChannel socket, CompletableFuture<Void> answer) {
        if (socket.isRegistered()) {
            var unused = loop.schedule(
                    () -> answerWhenReleased(socket, answer),
                    LISTENER_POLL_MILLIS,
                    TimeUnit.MILLISECONDS);
        } else {
            answer.complete(null);
        }
    }

    /** Adds a toxic behind the others of its direction, on open connections too. */
    CompletableFuture<Void> add(AttachedToxic toxic) {
        return change(toxic, chain -> chain.add(toxic), link -> link.add(toxic));
    }

    /** Replaces the toxic of that name by its new revision. */
    CompletableFuture<Void> update(AttachedToxic toxic) {
        return change(
                toxic,
                chain -> chain.replaceAll(old -> old.name().equals(toxic.name()) ? toxic : old),
                link -> link.update(toxic));
    }

    /** Takes the toxic of that name away. */
    CompletableFuture<Void> remove(AttachedToxic toxic) {
        return change(
                toxic,
                chain -> chain.removeIf(old -> old.name().equals(toxic.name())),
                link -> link.remove(toxic));
    }

    private CompletableFuture<Void> change(
            AttachedToxic toxic, Consumer<List<AttachedToxic>> chain, Consumer<Link> open) {
        return onLoop(answer -> {
            chain.accept(toxics(toxic.direction()));
            for (Connection connection : List.copyOf(connections)) {
                connection.links().stream()
                        .filter(link -> link.direction() == toxic.direction())
                        .forEach(open);
            }
            answer.complete(null);
        });
    }

    /** The toxics of a direction in order. Only on the loop. */
    List<AttachedToxic> toxics(Direction direction) {
        return toxics.getOrDefault(direction, List.of());
    }

    TrafficCounter counter(Direction direction) {
        TrafficCounter counter = counters.get(direction);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + direction);
        }
        return counter;
    }

    private <T> CompletableFuture<T> onLoop(Consumer<CompletableFuture<T>> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                work.accept(answer);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
