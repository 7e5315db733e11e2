package dev.assay.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Requests with their bodies; of one that is too large only that it came, in its turn. */
final class WholeRequests extends HttpObjectAggregator {

    private static final Answer TOO_LARGE = Answer.refused(
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            "a body may have " + HttpLimits.BODY_BYTES_MAX + " bytes");

    /** Stands for a request whose body is passed over. */
    record TooLarge(Answer answer, boolean keepAlive) {}

    WholeRequests() {
        super(HttpLimits.BODY_BYTES_MAX);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        boolean keepAlive =
                HttpUtil.isKeepAlive(oversized) && !(oversized instanceof FullHttpMessage);
        ctx.fireChannelRead(new TooLarge(TOO_LARGE, keepAlive));
    }

    /** A client that asked before sending is told at once, and may keep its body. */
    @Override
    protected Object newContinueResponse(
            HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        if (HttpUtil.isContentLengthSet(start)
                && HttpUtil.getContentLength(start, 0L) > maxContentLength) {
            DefaultFullHttpResponse refusal = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    TOO_LARGE.status(),
                    pipeline.channel().alloc().buffer().writeBytes(TOO_LARGE.body()));
            refusal.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, TOO_LARGE.contentType())
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, TOO_LARGE.body().length);
            return refusal;
        }
        return super.newContinueResponse(start, maxContentLength, pipeline);
    }
}
