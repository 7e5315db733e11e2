package dev.assay.chaos.toxiproxy.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One client of the API: takes requests off the wire and hands them to the control thread. */
final class ApiConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ApiConnection.class);

    private final Routes routes;
    private final Executor controlThread;

    ApiConnection(Routes routes, Executor controlThread) {
        this.routes = routes;
        this.controlThread = controlThread;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        boolean keepAlive = HttpUtil.isKeepAlive(message);
        if (message.decoderResult().isFailure()) {
            send(context, ApiReply.error(400, "400 Bad Request"), false);
            return;
        }
        ApiRequest request = new ApiRequest(
                message.method().name(),
                new QueryStringDecoder(message.uri()).path(),
                message.headers().get(HttpHeaderNames.USER_AGENT, ""),
                message.content().toString(StandardCharsets.UTF_8));
        try {
            // One thread, so that replies leave in the order of the requests.
            controlThread.execute(() -> send(context, answer(request), keepAlive));
        } catch (RejectedExecutionException e) {
            send(context, ApiReply.error(503, "too many requests wait"), false);
        }
    }

    private ApiReply answer(ApiRequest request) {
        try {
            return routes.answer(request);
        } catch (RuntimeException e) {
            LOG.error("{} {}: a defect of the twin", request.method(), request.path(), e);
            ApiException failed = ApiException.failed(e.toString());
            return ApiReply.error(failed.status(), ApiJson.error(failed));
        }
    }

    private static void send(ChannelHandlerContext context, ApiReply reply, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                Unpooled.copiedBuffer(reply.body(), StandardCharsets.UTF_8));
        if (!reply.contentType().isEmpty()) {
            response.headers().set("Content-Type", reply.contentType());
        }
        if (reply.isError()) {
            response.headers().set("X-Content-Type-Options", "nosniff");
        }
        if (reply.status() != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers().set("Content-Length", response.content().readableBytes());
        }
        HttpUtil.setKeepAlive(response, keepAlive);
        ChannelFuture sent = context.writeAndFlush(response);
        if (!keepAlive) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("client of the API is gone: {}", cause.toString());
        context.close();
    }
}
