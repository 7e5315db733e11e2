package dev.assay.server.peer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a peer's requests to the service and its answers back, each under the request's id. */
final class PeerRequestHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(PeerRequestHandler.class);

    private final PeerService service;

    PeerRequestHandler(PeerService service) {
        this.service = service;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        PeerFrame frame = (PeerFrame) message;
        if (!(frame.message() instanceof PeerMessage.Request request)) {
            ctx.close();
            return;
        }
        service.handle(request, answer -> ctx.writeAndFlush(new PeerFrame(frame.id(), answer)));
    }

    /** A node that asks nothing more is gone. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug(
                "closing the peer link from {}: {}",
                ctx.channel().remoteAddress(),
                cause.toString());
        ctx.close();
    }
}
