package dev.assay.bench.drive;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A channel as the socket that Jedis wants: its streams block, though the channel does not, so that
 * it can be selected. Used by one thread. (The JDK's own adaptor refuses streams on such a channel.)
 */
final class ChannelSocket extends Socket {
    private static final int BUFFER_BYTES = 16 * 1024;
    /** How long a stream that must wait sleeps before it looks again. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final SocketChannel channel;
    private final long timeoutNanos;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private @Nullable SelectionKey key;

    private ChannelSocket(SocketChannel channel, Duration timeout) {
        this.channel = channel;
        this.timeoutNanos = timeout.toNanos();
    }

    /** Connects, or fails within the time. */
    static ChannelSocket connect(Endpoint endpoint, Duration timeout) throws IOException {
        if (endpoint.address() instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new UnknownHostException(inet.getHostString());
        }
        boolean tcp = endpoint.address() instanceof InetSocketAddress;
        SocketChannel channel = tcp
                ? SocketChannel.open()
                : SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        try {
            if (tcp) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            channel.configureBlocking(false);
            if (!channel.connect(endpoint.address())) {
                long deadline = System.nanoTime() + timeout.toNanos();
                while (!channel.finishConnect()) {
                    if (System.nanoTime() - deadline > 0) {
                        throw new SocketTimeoutException(
                                "not connected within " + timeout.toMillis() + " ms");
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return new ChannelSocket(channel, timeout);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void register(Selector selector, Object attachment) throws IOException {
        key = channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    /** Appends bytes of its own to what Jedis writes. */
    void append(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (!out.hasRemaining()) {
                drain();
            }
            int some = Math.min(left, out.remaining());
            out.put(bytes, at, some);
            at += some;
            left -= some;
        }
    }

    private void drain() throws IOException {
        out.flip();
        long deadline = 0;
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                deadline = pause(deadline, "sent");
            }
        }
        out.clear();
    }

    private int fill(byte[] bytes, int from, int length) throws IOException {
        in.clear().limit(Math.min(length, BUFFER_BYTES));
        long deadline = 0;
        int got;
        while ((got = channel.read(in)) == 0) {
            deadline = pause(deadline, "received");
        }
        if (got > 0) {
            in.flip();
            in.get(bytes, from, got);
        }
        return got;
    }

    private long pause(long deadline, String what) throws IOException {
        long now = System.nanoTime();
        if (deadline != 0 && now - deadline > 0) {
            throw new SocketTimeoutException("nothing could be " + what + " within "
                    + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        return deadline != 0 ? deadline : now + timeoutNanos;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return fill(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return fill(bytes, from, length);
            }

            /** What Jedis has not yet taken does not count. */
            @Override
            public int available() {
                return 0;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                append(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                append(bytes, from, length);
            }

            @Override
            public void flush() throws IOException {
                if (!channel.isOpen()) {
                    throw new ClosedChannelException();
                }
                drain();
            }
        };
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isInputShutdown() {
        return false;
    }

    @Override
    public boolean isOutputShutdown() {
        return false;
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoTimeout(int millis) {
        // Waits have the limit of the plan.
    }

    @Override
    public void close() throws IOException {
        SelectionKey registered = key;
        if (registered != null) {
            registered.cancel();
        }
        channel.close();
    }
}
