package dev.assay.chaos.toxiproxy.api;

import dev.assay.chaos.toxiproxy.proxy.ProxyCollection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The API's socket and the control thread behind it. */
public final class ApiServer implements AutoCloseable {

    /** A populate of some thousand proxies. */
    private static final int BODY_BYTES_MAX = 1 << 20;

    /** Requests that may wait for the control thread; beyond it the answer is 503. */
    private static final int WAITING_REQUESTS_MAX = 1024;

    /** A client that says nothing for this long is closed, as in Toxiproxy. */
    private static final int IDLE_SECONDS_MAX = 60;

    private static final long STOP_SECONDS_MAX = 10;

    private final Channel listener;
    private final ThreadPoolExecutor controlThread;

    private ApiServer(Channel listener, ThreadPoolExecutor controlThread) {
        this.listener = listener;
        this.controlThread = controlThread;
    }

    /**
     * Listens and answers from now on.
     *
     * @param address port 0 for a free one
     * @param loop carries the API's connections; the caller closes it after this
     * @throws IOException if it cannot listen there
     */
    public static ApiServer start(
            InetSocketAddress address, EventLoopGroup loop, ProxyCollection proxies)
            throws IOException {
        Routes routes = new Routes(proxies);
        ThreadPoolExecutor controlThread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_REQUESTS_MAX), task -> {
                    Thread thread = new Thread(task, "toxiproxy-twin-control");
                    thread.setDaemon(true);
                    return thread;
                });
        var bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(
                                        new ReadTimeoutHandler(IDLE_SECONDS_MAX),
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(BODY_BYTES_MAX),
                                        new ApiConnection(routes, controlThread));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            controlThread.shutdownNow();
            throw new IOException(
                    "the embedded Toxiproxy twin cannot listen on " + address, bound.cause());
        }
        return new ApiServer(bound.channel(), controlThread);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Accepts no more, and answers the requests that wait. */
    @Override
    public void close() throws IOException {
        listener.close().awaitUninterruptibly();
        controlThread.shutdown();
        try {
            if (!controlThread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                controlThread.shutdownNow();
                throw new IOException(
                        "the control thread is still busy after " + STOP_SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the control thread stopped", e);
        }
    }
}
