package dev.assay.server.http;

import dev.assay.server.command.Execution;
import dev.assay.server.peer.PeerService;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.security.Password;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Dresses a new HTTP connection. */
public final class HttpInitializer extends ChannelInitializer<Channel> {

    private static final String IDLE = "idle";
    private static final String CODEC = "http";
    private static final String BACKUPS = "backups";
    private static final String WHOLE = "whole";
    private static final String ROUTES = "routes";

    private final KeyRoutes keys;
    private final ClusterRoutes cluster;
    private final Backups backups;
    private final Executor blocking;
    private final PeerService peers;
    private final Optional<Password> password;

    /**
     * @param defaultLevel what a GET gets that asks for no level
     * @param password what must be shown, also by nodes
     * @param valueBytesMax length of a value
     * @param blocking for what waits for the disk
     */
    public HttpInitializer(
            Execution execution,
            Cluster cluster,
            Administration administration,
            PeerService peers,
            ReadLevel defaultLevel,
            Optional<Password> password,
            int valueBytesMax,
            Executor blocking) {
        this.keys = new KeyRoutes(execution, cluster, defaultLevel, valueBytesMax);
        this.password = password;
        this.cluster = new ClusterRoutes(cluster, administration);
        this.backups = administration.backups();
        this.blocking = blocking;
        this.peers = peers;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(IDLE, new IdleStateHandler(HttpLimits.IDLE_SECONDS_MAX, 0, 0))
                .addLast(
                        CODEC,
                        new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES_MAX)
                                .setMaxHeaderSize(HttpLimits.HEADER_BYTES_MAX)
                                .setMaxChunkSize(HttpLimits.CHUNK_BYTES_MAX)))
                .addLast(BACKUPS, new BackupRoutes(backups, blocking, password))
                .addLast(WHOLE, new WholeRequests())
                .addLast(
                        ROUTES,
                        new HttpHandler(
                                keys,
                                cluster,
                                peers,
                                password,
                                List.of(ROUTES, WHOLE, BACKUPS, IDLE, CODEC)));
    }
}
