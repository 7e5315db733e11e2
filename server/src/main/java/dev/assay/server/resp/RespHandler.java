package dev.assay.server.resp;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Execution;
import dev.assay.server.command.Pipeline;
import dev.assay.server.command.Session;
import dev.assay.server.data.Reply;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Objects;

/**
 * One connection: requests go into its {@link Pipeline}, replies come out in order and are sent
 * together, once for each turn of the event loop. A client that does not take its replies is not
 * read either.
 */
final class RespHandler extends ChannelInboundHandlerAdapter implements Pipeline.Output {

    private static final Logger LOG = LoggerFactory.getLogger(RespHandler.class);

    private final Session session;
    private final Pipeline pipeline;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf unsent;
    private @Nullable ProtocolError broken;
    private boolean flushScheduled;
    private boolean closeAfterFlush;
    private boolean full;
    private boolean inputEnded;

    RespHandler(Session session, Execution execution) {
        this.session = session;
        this.pipeline = new Pipeline(session, execution, this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Argv argv) {
            pipeline.offer(argv);
        } else if (message instanceof ProtocolError error) {
            broken = error;
            endIfBroken();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        readIfPossible();
        ctx.fireChannelWritabilityChanged();
    }

    /** Who has ended its half of the connection gets what it asked for, and no more. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            scheduleFlush(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof java.io.IOException) {
            LOG.debug(
                    "Redis connection of {}: {}", ctx.channel().remoteAddress(), cause.toString());
        } else {
            LOG.warn("closing the Redis connection of {}", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }

    @Override
    public void reply(Reply reply) {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        if (!ctx.channel().isActive()) {
            return;
        }
        ByteBuf buffer = unsent;
        if (buffer == null) {
            buffer = ctx.alloc().buffer();
            unsent = buffer;
        }
        RespWriter.write(buffer, reply, session.protocol());
        scheduleFlush(ctx);
    }

    @Override
    public void close() {
        closeAfterFlush = true;
        scheduleFlush(Objects.requireNonNull(context));
    }

    @Override
    public void wantsMore(boolean more) {
        full = !more;
        readIfPossible();
    }

    private void readIfPossible() {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        ctx.channel().config().setAutoRead(!full && ctx.channel().isWritable());
    }

    private void scheduleFlush(ChannelHandlerContext ctx) {
        if (!flushScheduled) {
            flushScheduled = true;
            ctx.executor().execute(this::flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        endIfBroken();
        closeAfterFlush |= inputEnded && pipeline.idle();
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        ByteBuf buffer = unsent;
        unsent = null;
        if (closeAfterFlush) {
            ctx.writeAndFlush(buffer == null ? ctx.alloc().buffer(0) : buffer)
                    .addListener(ChannelFutureListener.CLOSE);
        } else if (buffer != null) {
            ctx.writeAndFlush(buffer, ctx.voidPromise());
        }
    }

    /** The error goes behind the replies to what came before it. */
    private void endIfBroken() {
        ProtocolError error = broken;
        if (error != null && pipeline.idle() && !closeAfterFlush) {
            broken = null;
            closeAfterFlush = true;
            reply(error.reply());
        }
    }
}
