package dev.assay.chaos.toxiproxy.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** One end of a connection: the source of one link and the destination of the other. */
final class End extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(End.class);

    private final Connection connection;
    private final Link from;
    private final Link to;

    /**
     * @param from the link that carries what this end sends
     * @param to the link that carries what this end receives
     */
    End(Connection connection, Link from, Link to) {
        this.connection = connection;
        this.from = from;
        this.to = to;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        from.arrive((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        from.settle();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        to.settle();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            from.sourceEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        to.destinationClosed();
        from.sourceEnded();
        connection.endClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("{}: an end is gone: {}", connection, cause.toString());
            context.close();
        } else {
            connection.failed(cause);
        }
    }
}
