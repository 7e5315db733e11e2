package dev.assay.server.peer;

import dev.assay.server.security.Password;
import dev.assay.server.security.Tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The connection from this node to one peer, made when it is first needed and again after it broke.
 * Requests wait while it is being made; after a failed attempt they are refused until the backoff
 * is over. Confined to the event loop.
 *
 * <p>A connection that lets a request pass its deadline is closed, with all that is under way on
 * it: a link whose bytes vanish stays open for TCP, and only a new connection finds out.
 */
final class PeerLink {

    private static final int UPGRADE_RESPONSE_BYTES_MAX = 4_096;

    private final Bootstrap bootstrap;
    private final LongSupplier nanoClock;
    private final HostPort peer;
    private final Optional<Password> password;
    private final Optional<Tls> tls;

    /** In the order of asking, so the oldest is first. */
    private final Map<Long, Pending> pending = new LinkedHashMap<>();

    private @Nullable Channel connecting;
    private @Nullable Channel ready;
    private long connectDeadlineNanos;
    private long notBeforeNanos;
    private long backoffNanos;
    private long nextId;

    private record Pending(
            PeerMessage.Request request,
            long deadlineNanos,
            boolean sent,
            Consumer<PeerAnswer> answer) {

        Pending asSent() {
            return new Pending(request, deadlineNanos, true, answer);
        }

        void end(String reason) {
            answer.accept(
                    sent ? new PeerAnswer.Unanswered(reason) : new PeerAnswer.NotSent(reason));
        }
    }

    PeerLink(
            Bootstrap bootstrap,
            LongSupplier nanoClock,
            HostPort peer,
            Optional<Password> password,
            Optional<Tls> tls) {
        this.password = password;
        this.tls = tls;
        this.bootstrap = bootstrap;
        this.nanoClock = nanoClock;
        this.peer = peer;
        this.notBeforeNanos = nanoClock.getAsLong();
    }

    void ask(PeerMessage.Request request, long deadlineNanos, Consumer<PeerAnswer> answer) {
        if (pending.size() >= PeerLimits.IN_FLIGHT_MAX) {
            answer.accept(new PeerAnswer.NotSent(
                    pending.size() + " requests to " + peer + " are under way"));
            return;
        }
        if (ready == null && connecting == null) {
            long now = nanoClock.getAsLong();
            if (now - notBeforeNanos < 0) {
                answer.accept(new PeerAnswer.NotSent(peer + " could not be reached a moment ago"));
                return;
            }
            connect(now);
        }
        long id = nextId++;
        Pending entry = new Pending(request, deadlineNanos, false, answer);
        pending.put(id, entry);
        Channel channel = ready;
        if (channel != null) {
            send(channel, id, entry);
        }
    }

    void step(long nowNanos) {
        if (connecting != null && nowNanos - connectDeadlineNanos >= 0) {
            lost(connecting, "connecting to " + peer + " took too long");
            return;
        }
        List<Pending> late = new ArrayList<>();
        boolean sentInVain = false;
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
            Pending entry = all.next();
            if (nowNanos - entry.deadlineNanos() >= 0) {
                all.remove();
                late.add(entry);
                sentInVain |= entry.sent();
            }
        }
        late.forEach(entry -> entry.end("no answer from " + peer + " in time"));
        if (sentInVain && ready != null) {
            lost(ready, peer + " does not answer");
        }
    }

    void close() {
        Channel channel = ready != null ? ready : connecting;
        if (channel != null) {
            lost(channel, "this node is stopping");
        }
    }

    private void connect(long now) {
        connectDeadlineNanos = now + PeerLimits.CONNECT_DEADLINE.toNanos();
        bootstrap
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        PeerLimits.CONNECT_DEADLINE.toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(
                                with -> channel.pipeline().addLast(with.toNode(channel.alloc())));
                        channel.pipeline()
                                .addLast("http", new HttpClientCodec())
                                .addLast(
                                        "whole",
                                        new HttpObjectAggregator(UPGRADE_RESPONSE_BYTES_MAX))
                                .addLast("upgrade", new Upgrade());
                    }
                });
        Channel channel = bootstrap.connect(peer.host(), peer.port()).channel();
        connecting = channel;
        channel.closeFuture()
                .addListener(closed -> lost(channel, "the connection to " + peer + " closed"));
    }

    private void send(Channel channel, long id, Pending entry) {
        pending.put(id, entry.asSent());
        channel.writeAndFlush(new PeerFrame(id, entry.request()));
    }

    private void upgraded(Channel channel) {
        connecting = null;
        ready = channel;
        backoffNanos = 0;
        for (Map.Entry<Long, Pending> waiting : new ArrayList<>(pending.entrySet())) {
            send(channel, waiting.getKey(), waiting.getValue());
        }
    }

    private void answered(PeerFrame frame) {
        Pending entry = pending.remove(frame.id());
        if (entry != null && frame.message() instanceof PeerMessage.Answer message) {
            entry.answer().accept(new PeerAnswer.Answered(message));
        }
    }

    private void lost(Channel channel, String reason) {
        if (channel != ready && channel != connecting) {
            return;
        }
        boolean wasConnecting = channel == connecting;
        ready = null;
        connecting = null;
        if (wasConnecting) {
            backoffNanos = Math.min(
                    Math.max(2 * backoffNanos, PeerLimits.BACKOFF_MIN.toNanos()),
                    PeerLimits.BACKOFF_MAX.toNanos());
            notBeforeNanos = nanoClock.getAsLong() + backoffNanos;
        }
        channel.close();
        List<Pending> ended = new ArrayList<>(pending.values());
        pending.clear();
        ended.forEach(entry -> entry.end(reason));
    }

    /** Asks for the upgrade and, once it is granted, makes way for the frames. */
    private final class Upgrade extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            FullHttpRequest request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.GET, PeerUpgrade.PATH);
            request.headers()
                    .set(HttpHeaderNames.HOST, peer.toString())
                    .set(HttpHeaderNames.CONNECTION, "Upgrade")
                    .set(HttpHeaderNames.UPGRADE, PeerUpgrade.PROTOCOL);
            password.ifPresent(shown ->
                    request.headers().set(HttpHeaderNames.AUTHORIZATION, shown.authorization()));
            ctx.writeAndFlush(request);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            try {
                if (!(message instanceof FullHttpResponse response)
                        || !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                    lost(ctx.channel(), peer + " refused the peer protocol: " + message);
                    return;
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
            ctx.pipeline().addLast("frames", new PeerCodec()).addLast("answers", new Answers());
            ctx.pipeline().remove("whole");
            ctx.pipeline().remove(this);
            ctx.pipeline().remove("http");
            upgraded(ctx.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            lost(ctx.channel(), "upgrading the connection to " + peer + " failed: " + cause);
        }
    }

    private final class Answers extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            answered((PeerFrame) message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            lost(ctx.channel(), "the connection to " + peer + " failed: " + cause);
        }
    }
}
