package dev.assay.server.http;

import dev.assay.server.peer.PeerService;
import dev.assay.server.peer.PeerUpgrade;
import dev.assay.server.security.Password;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One connection: one request at a time, the next when the answer to the last is written. What
 * cannot be read is answered in its turn too, and then the connection closes.
 */
final class HttpHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

    private static final Set<String> OPEN_PATHS = Set.of("/livez", "/readyz");

    private final KeyRoutes keys;
    private final ClusterRoutes cluster;
    private final PeerService peers;
    private final Optional<Password> password;
    private final List<String> handlerNames;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closing;
    private boolean inputEnded;

    private record Waiting(Consumer<Consumer<Answer>> work, boolean keepAlive) {}

    /**
     * @param handlerNames this connection's HTTP handlers, which an upgrade takes out
     */
    HttpHandler(
            KeyRoutes keys,
            ClusterRoutes cluster,
            PeerService peers,
            Optional<Password> password,
            List<String> handlerNames) {
        this.keys = keys;
        this.cluster = cluster;
        this.peers = peers;
        this.password = password;
        this.handlerNames = handlerNames;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (closing) {
                return;
            }
            if (message instanceof FullHttpRequest request) {
                take(ctx, request);
            } else if (message instanceof WholeRequests.TooLarge tooLarge) {
                enqueue(ctx, tooLarge.answer(), tooLarge.keepAlive());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            enqueue(ctx, unreadable(request.decoderResult().cause()), false);
            return;
        }
        Call call;
        try {
            QueryStringDecoder uri = new QueryStringDecoder(request.uri());
            call = new Call(
                    request.method(),
                    request.uri(),
                    uri.path(),
                    uri.parameters(),
                    ByteBufUtil.getBytes(request.content()));
        } catch (IllegalArgumentException e) {
            enqueue(ctx, Answer.badRequest("bad address: " + e.getMessage()), false);
            return;
        }
        if (!mayCall(call, request)) {
            enqueue(ctx, Answer.unauthorized(), HttpUtil.isKeepAlive(request));
            return;
        }
        if (call.path().equals(PeerUpgrade.PATH) && PeerUpgrade.isAskedBy(request)) {
            PeerUpgrade.grant(ctx, request, peers, handlerNames);
            return;
        }
        enqueue(ctx, answer -> handle(call, answer), HttpUtil.isKeepAlive(request));
    }

    /** Whether it is there and ready may be asked by those who start and stop nodes. */
    private boolean mayCall(Call call, FullHttpRequest request) {
        return password.isEmpty()
                || OPEN_PATHS.contains(call.path())
                || password.get()
                        .acceptsAuthorization(request.headers().get(HttpHeaderNames.AUTHORIZATION));
    }

    private static Answer unreadable(Throwable cause) {
        HttpResponseStatus status = HttpResponseStatus.BAD_REQUEST;
        if (cause instanceof TooLongHttpLineException) {
            status = HttpResponseStatus.REQUEST_URI_TOO_LONG;
        } else if (cause instanceof TooLongHttpHeaderException) {
            status = HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
        }
        return Answer.refused(status, "not an HTTP request: " + cause.getMessage());
    }

    private void enqueue(ChannelHandlerContext ctx, Answer answer, boolean keepAlive) {
        enqueue(ctx, hand -> hand.accept(answer), keepAlive);
    }

    private void enqueue(
            ChannelHandlerContext ctx, Consumer<Consumer<Answer>> work, boolean keepAlive) {
        closing = !keepAlive;
        waiting.add(new Waiting(work, keepAlive));
        if (waiting.size() >= HttpLimits.WAITING_MAX) {
            ctx.channel().config().setAutoRead(false);
        }
        next(ctx);
    }

    private void next(ChannelHandlerContext ctx) {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Waiting request = waiting.remove();
        request.work()
                .accept(answer -> ctx.executor().execute(() -> {
                    busy = false;
                    send(ctx, answer, request.keepAlive());
                    ctx.channel().config().setAutoRead(true);
                    next(ctx);
                    closeIfDone(ctx);
                }));
    }

    private void handle(Call call, Consumer<Answer> answer) {
        if (KeyRoutes.serves(call.path())) {
            keys.handle(call, answer);
        } else if (!cluster.handle(call, answer)) {
            answer.accept(
                    Answer.refused(HttpResponseStatus.NOT_FOUND, "no such path: " + call.path()));
        }
    }

    private static void send(ChannelHandlerContext ctx, Answer answer, boolean keepAlive) {
        ChannelFuture sent = write(ctx, answer, keepAlive);
        if (!keepAlive) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    static FullHttpResponse continued() {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /** Sends it; the connection is left to the caller, also where it says that it closes. */
    static ChannelFuture write(ChannelHandlerContext ctx, Answer answer, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, answer.status(), Unpooled.wrappedBuffer(answer.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        answer.headers().forEach(response.headers()::set);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return ctx.writeAndFlush(response);
    }

    /** Who has ended its half of the connection gets what it asked for, and no more. */
    private void closeIfDone(ChannelHandlerContext ctx) {
        if (inputEnded && !busy && waiting.isEmpty()) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Nothing came for long: not the rest of a request, and no further one. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && !busy && waiting.isEmpty()) {
            ctx.close();
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            closeIfDone(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
            LOG.debug("HTTP connection of {}: {}", ctx.channel().remoteAddress(), cause.toString());
            ctx.close();
        } else if (cause instanceof DecoderException) {
            Throwable reason = cause.getCause() == null ? cause : cause.getCause();
            LOG.debug(
                    "HTTP connection of {}: {}", ctx.channel().remoteAddress(), reason.toString());
            if (!closing) {
                enqueue(ctx, unreadable(reason), false);
            }
        } else {
            LOG.warn("closing the HTTP connection of {}", ctx.channel().remoteAddress(), cause);
            ctx.close();
        }
    }
}
