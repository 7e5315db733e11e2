package dev.assay.server.resp;

import dev.assay.server.command.Execution;
import dev.assay.server.command.ServerInfo;
import dev.assay.server.command.Session;
import dev.assay.server.command.Statistics;
import dev.assay.server.read.ReadLevel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.WriteBufferWaterMark;

import java.util.concurrent.atomic.AtomicLong;

/** Dresses a new Redis connection. */
public final class RespInitializer extends ChannelInitializer<Channel> {

    private final Execution execution;
    private final ServerInfo server;
    private final ReadLevel defaultLevel;
    private final int valueBytesMax;
    private final Statistics statistics;
    private final AtomicLong ids = new AtomicLong();

    /**
     * @param defaultLevel what reads of a connection get that asked for nothing
     * @param valueBytesMax length of an argument
     */
    public RespInitializer(
            Execution execution,
            ServerInfo server,
            ReadLevel defaultLevel,
            int valueBytesMax,
            Statistics statistics) {
        this.valueBytesMax = valueBytesMax;
        this.statistics = statistics;
        this.execution = execution;
        this.server = server;
        this.defaultLevel = defaultLevel;
    }

    @Override
    protected void initChannel(Channel channel) {
        Session session = new Session(
                ids.incrementAndGet(), defaultLevel, execution.table(), server, statistics);
        statistics.connected();
        channel.closeFuture().addListener(closed -> statistics.disconnected());
        channel.config()
                .setWriteBufferWaterMark(new WriteBufferWaterMark(
                        RespLimits.UNSENT_BYTES_MAX / 2, RespLimits.UNSENT_BYTES_MAX));
        channel.pipeline()
                .addLast(new RespDecoder(valueBytesMax))
                .addLast(new RespHandler(session, execution));
    }
}
