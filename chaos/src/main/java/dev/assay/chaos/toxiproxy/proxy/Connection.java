package dev.assay.chaos.toxiproxy.proxy;

import dev.assay.chaos.toxiproxy.toxic.Direction;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Consumer;

/**
 * One client's connection through a proxy: the client's channel, the upstream's once it is dialled,
 * and the two links between them. Only on the proxy's event loop.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final String proxy;
    private final Channel client;
    private final Chance chance;
    private final Consumer<Connection> whenGone;
    private @Nullable Channel upstream;
    private List<Link> links = List.of();
    private boolean closing;

    /**
     * @param client accepted, not read from yet
     * @param whenGone told once, when both ends are closed
     */
    Connection(String proxy, Channel client, Chance chance, Consumer<Connection> whenGone) {
        this.proxy = proxy;
        this.client = client;
        this.chance = chance;
        this.whenGone = whenGone;
    }

    Chance chance() {
        return chance;
    }

    /** The upstream answered: bytes begin to flow. */
    void connected(Channel dialled, DataPlane plane) {
        if (closing || !client.isActive()) {
            dialled.close();
            closeNow();
            return;
        }
        upstream = dialled;
        Link up = link(Direction.UPSTREAM, client, dialled, plane);
        Link down = link(Direction.DOWNSTREAM, dialled, client, plane);
        links = List.of(up, down);
        client.pipeline().addLast(new End(this, up, down));
        dialled.pipeline().addLast(new End(this, down, up));
        links.forEach(link -> link.start(plane.toxics(link.direction())));
    }

    private Link link(Direction direction, Channel source, Channel destination, DataPlane plane) {
        return new Link(this, direction, source, destination, plane.counter(direction));
    }

    /** The upstream cannot be had: the client, which is connected, sees the end of the stream. */
    void refused(Throwable cause) {
        LOG.debug("{}: no upstream: {}", this, cause.toString());
        closeNow();
    }

    List<Link> links() {
        return links;
    }

    /** Closes both ends at once; what was held is lost. */
    void closeNow() {
        closing = true;
        links.forEach(Link::destinationClosed);
        client.close();
        if (upstream == null) {
            whenGone.accept(this);
        } else {
            upstream.close();
        }
    }

    /** Closes both ends at once with a reset instead of an end of stream. */
    void reset() {
        client.config().setOption(ChannelOption.SO_LINGER, 0);
        if (upstream != null) {
            upstream.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        closeNow();
    }

    /** A programming error on the way of the bytes: better no connection than a silent one. */
    void failed(Throwable error) {
        LOG.error("{}: closed by a defect of the twin", this, error);
        closeNow();
    }

    void endClosed() {
        if (!client.isOpen() && (upstream == null || !upstream.isOpen())) {
            whenGone.accept(this);
        }
    }

    @Override
    public String toString() {
        return proxy + " from " + client.remoteAddress();
    }
}
