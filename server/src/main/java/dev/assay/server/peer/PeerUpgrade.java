package dev.assay.server.peer;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import java.util.List;

/** The HTTP side of a peer link: what the asked node does with {@code GET /peer}. */
public final class PeerUpgrade {

    public static final String PATH = "/peer";
    public static final String PROTOCOL = "hraftd-peer";

    private PeerUpgrade() {}

    /** Whether the request asks for the peer protocol by its name. */
    public static boolean isAskedBy(HttpRequest request) {
        return PROTOCOL.equals(request.headers().get(HttpHeaderNames.UPGRADE));
    }

    /**
     * Grants the upgrade: sends the 101, takes the named HTTP handlers out and puts the frames in.
     * The request stays the caller's to release.
     *
     * @param httpHandlers their names, the codec last
     */
    public static void grant(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            PeerService service,
            List<String> httpHandlers) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers()
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.UPGRADE, PROTOCOL);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        ctx.pipeline()
                .addLast("frames", new PeerCodec())
                .addLast("requests", new PeerRequestHandler(service));
        httpHandlers.forEach(ctx.pipeline()::remove);
    }
}
