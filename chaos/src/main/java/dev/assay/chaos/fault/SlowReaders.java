package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask and do not read: replies pile up on each node until it stops reading their
 * requests, or closes them. The other clients must not notice. Speaks the Redis protocol.
 *
 * @param connections to each node
 * @param replyBytes size of each reply that is asked for and not read
 */
public record SlowReaders(int connections, int replyBytes) implements Fault {

    /** A node that takes in more than this from one of them, and answers it into the void, is caught. */
    static final long TAKEN_MAX = 256L << 20;

    private static final int RECEIVE_BUFFER = 4 << 10;
    private static final long STALLED_MS = 300;

    public SlowReaders {
        if (connections < 1 || replyBytes < 1) {
            throw new IllegalArgumentException("connections " + connections + ", replyBytes "
                    + replyBytes + ": expected both to be 1 or more");
        }
    }

    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "connections", connections + " a node", "reply", replyBytes + " bytes, not read");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        int port = cluster.system().port("redis");
        List<SocketChannel> open = new ArrayList<>();
        long taken = 0;
        try {
            for (String node : cluster.system().clientNodeNames()) {
                for (int i = 0; i < connections; i++) {
                    SocketChannel channel = SocketChannel.open();
                    open.add(channel);
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                    channel.connect(new InetSocketAddress(cluster.addresses().own(node), port));
                    taken += flood(channel);
                }
            }
        } catch (IOException e) {
            closeAll(open);
            throw e;
        }
        long sent = taken;
        return new Active() {
            @Override
            public List<String> targets() {
                return cluster.system().clientNodeNames();
            }

            @Override
            public @Nullable String effect() {
                return sent < TAKEN_MAX * open.size()
                        ? sent + " bytes of requests taken in on " + open.size()
                                + " connections, then no more"
                        : null;
            }

            @Override
            public void heal() {
                closeAll(open);
            }
        };
    }

    /** Asks until no request is taken in any more; answers how many bytes were. */
    private long flood(SocketChannel channel) throws IOException, InterruptedException {
        String text = "x".repeat(replyBytes);
        byte[] request = ("*2\r\n$4\r\nECHO\r\n$" + replyBytes + "\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        channel.configureBlocking(false);
        ByteBuffer buffer = ByteBuffer.wrap(request);
        long taken = 0;
        long lastNanos = System.nanoTime();
        while (taken < TAKEN_MAX
                && System.nanoTime() - lastNanos < TimeUnit.MILLISECONDS.toNanos(STALLED_MS)) {
            int written;
            try {
                written = channel.write(buffer);
            } catch (IOException closed) {
                return taken; // a node may rather close such a client
            }
            if (written > 0) {
                taken += written;
                lastNanos = System.nanoTime();
                if (!buffer.hasRemaining()) {
                    buffer.rewind();
                }
            } else {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return taken;
    }

    private static void closeAll(List<SocketChannel> channels) {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                // Nobody reads from it anyway.
            }
        }
    }
}
