package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;
import dev.assay.bench.record.Clock;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Netty connections on one event loop, which is the station's thread; the caller of {@link #run} only
 * waits. In an open loop it sleeps only while nothing is due soon.
 */
final class NettyEngine implements Engine {
    private static final int INITIAL_BYTES = 1024;
    private static final long SWEEP_MS = 20;
    private static final long CLOSE_TIMEOUT_MS = 5_000;
    /** As the other driver has it. */
    private static final long AWAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int HTTP_OK = 200;
    private static final int HTTP_NOT_FOUND = 404;

    private final LoadPlan plan;
    private final Station station;
    private final Clock clock;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean timerSet;

    NettyEngine(LoadPlan plan, Station station) {
        this.plan = plan;
        this.station = station;
        this.clock = station.clock();
        IoHandlerFactory io =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("load-netty", true), io);
        this.loop = group.next();
    }

    @Override
    public void open(List<Endpoint> endpoints) {
        CountDownLatch settled = new CountDownLatch(endpoints.size());
        loop.execute(guarded(() -> {
            for (Endpoint endpoint : endpoints) {
                NettyLane lane = new NettyLane(endpoint, plan.endpoints().indexOf(endpoint));
                station.add(lane);
                lane.connect(settled);
            }
        }));
        await(settled);
    }

    @Override
    public void run() {
        loop.execute(guarded(() -> {
            station.begin();
            tick();
            sweep();
        }));
        await(over);
        Throwable broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException("the event loop broke: " + broken, broken);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                over.countDown();
                throw e;
            }
        };
    }

    private void sweep() {
        station.sweep();
        tick();
        if (station.done()) {
            over.countDown();
        } else {
            var unused = loop.schedule(guarded(this::sweep), SWEEP_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends what is due, and sets the timer for what is due next. */
    private void tick() {
        if (plan.arrivals() == null || timerSet || over.getCount() == 0) {
            return;
        }
        long due = station.dispatch();
        if (due == Long.MAX_VALUE) {
            return; // a reply or a sweep calls
        }
        timerSet = true;
        Runnable next = guarded(() -> {
            timerSet = false;
            tick();
            Thread.yield();
        });
        // What is due soon is waited for awake, between two looks at the sockets: a thread that
        // sleeps wakes when the scheduler finds time. Never execute(): tasks that make tasks keep
        // the loop from its sockets.
        long sleep = Math.max(0, due - AWAKE_NANOS);
        var unused = loop.schedule(next, sleep, TimeUnit.NANOSECONDS);
    }

    private void ended() {
        if (station.done()) {
            over.countDown();
        }
    }

    @Override
    public void close() {
        Future<?> closed = group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        closed.awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }

    private final class NettyLane extends Lane {
        private final Encoded encoded;
        private @Nullable Channel channel;
        private @Nullable ByteBuf out;

        NettyLane(Endpoint endpoint, int server) {
            super(plan.pipeline(), endpoint, server);
            encoded = new Encoded(plan.dialect(), endpoint.text());
        }

        void connect(@Nullable CountDownLatch settled) {
            boolean unix = endpoint().address() instanceof UnixDomainSocketAddress;
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(channelClass(unix))
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            plan.timeout().toMillis())
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel made) {
                            Replies replies = new Replies(NettyLane.this, settled);
                            if (plan.dialect() != Dialect.REDIS) {
                                made.pipeline().addLast(new HttpResponseDecoder());
                            }
                            made.pipeline().addLast(replies);
                        }
                    });
            if (!unix) {
                bootstrap
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true);
            }
            bootstrap.connect(address(unix)).addListener(connecting -> {
                if (!connecting.isSuccess()) {
                    station.refused(this, String.valueOf(connecting.cause().getMessage()));
                    if (settled != null) {
                        settled.countDown();
                    }
                    ended();
                }
            });
        }

        private Class<? extends Channel> channelClass(boolean unix) {
            if (Epoll.isAvailable()) {
                return unix ? EpollDomainSocketChannel.class : EpollSocketChannel.class;
            }
            return unix ? NioDomainSocketChannel.class : NioSocketChannel.class;
        }

        private SocketAddress address(boolean unix) {
            if (unix && Epoll.isAvailable()) {
                return new DomainSocketAddress(endpoint().address().toString());
            }
            InetSocketAddress inet =
                    unix ? null : (InetSocketAddress) endpoint().address();
            return inet == null ? endpoint().address() : inet;
        }

        @Override
        void reconnect() {
            Channel open = channel;
            channel = null;
            if (open != null) {
                open.close();
            }
            connect(null);
        }

        @Override
        void write(Command command) {
            Channel open = channel;
            if (open != null) {
                ByteBuf buffer = out;
                if (buffer == null) {
                    buffer = open.alloc().directBuffer(INITIAL_BYTES);
                    out = buffer;
                }
                buffer.writeBytes(encoded.of(command));
            }
        }

        @Override
        void flush() {
            ByteBuf buffer = out;
            Channel open = channel;
            out = null;
            if (buffer != null && open != null) {
                open.writeAndFlush(buffer, open.voidPromise());
            } else if (buffer != null) {
                buffer.release();
            }
        }
    }

    /** Counts replies on one connection, the greeting's first. */
    private final class Replies extends ChannelInboundHandlerAdapter {
        private final NettyLane lane;
        private final @Nullable CountDownLatch settled;
        private final ReplyScanner scanner = new ReplyScanner();
        private int greetings;
        private boolean refused;
        private @Nullable String httpError;

        Replies(NettyLane lane, @Nullable CountDownLatch settled) {
            this.lane = lane;
            this.settled = settled;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            lane.channel = context.channel();
            List<Command> greeting = plan.greeting().commands();
            greetings = greeting.size();
            if (greetings == 0) {
                opened();
                return;
            }
            greeting.forEach(lane::write);
            lane.flush();
        }

        /** A response comes as its head, parts of its body, and an end. */
        private void readHttp(Object message) {
            if (message instanceof HttpResponse head) {
                int status = head.status().code();
                // A key that is not there is an answer, too.
                boolean good = head.decoderResult().isSuccess()
                        && (status == HTTP_OK || status == HTTP_NOT_FOUND);
                httpError = good ? null : "HTTP-" + status;
            }
            if (message instanceof LastHttpContent && lane.pending() > 0) {
                station.answered(lane, httpError, clock.nanos());
            }
        }

        private void opened() {
            if (settled != null) {
                settled.countDown();
            }
            station.opened(lane);
            tick();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpObject) {
                try {
                    if (lane.channel == context.channel()) {
                        readHttp(message);
                    }
                } finally {
                    ReferenceCountUtil.release(message);
                }
                return;
            }
            ByteBuf bytes = (ByteBuf) message;
            try {
                long now = clock.nanos();
                while (scanner.next(bytes)) {
                    if (greetings > 0) {
                        greeted(context, scanner.error());
                    } else if (lane.channel != context.channel()) {
                        return; // given up
                    } else if (lane.pending() == 0) {
                        context.close();
                        return;
                    } else {
                        station.answered(lane, scanner.error(), now);
                    }
                }
            } catch (ReplyScanner.BadReply e) {
                if (lane.channel == context.channel()) {
                    lane.channel = null;
                    station.lost(lane, Station.DISCONNECTED, e.getMessage());
                }
                context.close();
            } finally {
                bytes.release();
            }
        }

        private void greeted(ChannelHandlerContext context, @Nullable String error) {
            if (error != null && !refused) {
                refused = true;
                lane.channel = null;
                station.refused(lane, error);
                if (settled != null) {
                    settled.countDown();
                }
                context.close();
            } else if (--greetings == 0 && !refused) {
                opened();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            tick();
            ended();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (lane.channel == context.channel()) {
                lane.channel = null;
                station.lost(lane, Station.DISCONNECTED, "the server closed the connection");
                if (greetings > 0 && settled != null) {
                    settled.countDown();
                }
                ended();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof java.io.IOException)) {
                failure.compareAndSet(null, cause);
                over.countDown();
            }
            context.close();
        }
    }
}
