package dev.assay.server.node;

import dev.assay.server.security.Tls;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lets connections in up to a number, through TLS if there is any. On the one event loop. */
final class Door extends ChannelInitializer<Channel> {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final String purpose;
    private final ChannelInitializer<Channel> dress;
    private final Optional<Tls> tls;
    private final int openMax;
    private final String refusal;
    private int open;
    private boolean full;
    private long refused;

    /**
     * @param refusal what one connection too many is told
     */
    Door(
            String purpose,
            ChannelInitializer<Channel> dress,
            Optional<Tls> tls,
            int openMax,
            String refusal) {
        this.purpose = purpose;
        this.dress = dress;
        this.tls = tls;
        this.openMax = openMax;
        this.refusal = refusal;
    }

    String purpose() {
        return purpose;
    }

    int open() {
        return open;
    }

    long refused() {
        return refused;
    }

    @Override
    protected void initChannel(Channel channel) {
        tls.ifPresent(with -> channel.pipeline().addLast(with.accepted(channel.alloc())));
        if (open >= openMax) {
            refuse(channel);
            return;
        }
        open++;
        channel.closeFuture().addListener(closed -> {
            open--;
            full &= open > openMax / 2;
        });
        channel.pipeline().addLast(dress);
    }

    private void refuse(Channel channel) {
        refused++;
        if (!full) {
            full = true;
            LOG.warn("{} has {} connections, the most it may: refusing more", purpose, openMax);
        }
        channel.writeAndFlush(Unpooled.copiedBuffer(refusal, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
