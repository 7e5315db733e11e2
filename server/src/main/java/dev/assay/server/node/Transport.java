package dev.assay.server.node;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The node's one event loop, by epoll where there is one. One thread is enough to keep the log's
 * disk busy, and everything that lives on it needs no lock.
 */
final class Transport implements AutoCloseable {

    /** Connections that the kernel may hold while the loop is busy. */
    private static final int BACKLOG = 1_024;

    private static final long STOP_MILLIS_MAX = 2_000;

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final EventLoop loop;

    Transport() {
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("event-loop"), handlers);
        loop = group.next();
    }

    EventLoop loop() {
        return loop;
    }

    Bootstrap client() {
        return new Bootstrap()
                .group(group)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class);
    }

    /**
     * Listens on an address.
     *
     * @throws IOException if the address cannot be had
     */
    Channel listen(InetSocketAddress address, Door door) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                // Who has sent all and ended its half still wants its answers.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(door);
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address.getAddress().getHostAddress() + ":"
                            + address.getPort() + " for " + door.purpose() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, STOP_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * STOP_MILLIS_MAX);
    }
}
