package dev.assay.bench.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers every request that arrives with the same bytes, or closes the connection, or stays silent;
 * counts the requests, so that a hidden retry is seen. It always says that it is alive.
 */
final class FakeServer implements AutoCloseable {
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket listener;
    private final AtomicInteger requests = new AtomicInteger();
    private final @Nullable String reply;
    private final boolean hangUp;

    private FakeServer(@Nullable String reply, boolean hangUp) throws IOException {
        this.reply = reply;
        this.hangUp = hangUp;
        this.listener = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    static FakeServer answering(String reply) throws IOException {
        return new FakeServer(reply, false);
    }

    static FakeServer hangingUp() throws IOException {
        return new FakeServer(null, true);
    }

    static FakeServer silent() throws IOException {
        return new FakeServer(null, false);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        byte[] chunk = new byte[4096];
        StringBuilder received = new StringBuilder();
        try (socket;
                InputStream in = socket.getInputStream()) {
            int length;
            while ((length = in.read(chunk)) > 0) {
                received.append(new String(chunk, 0, length, StandardCharsets.UTF_8));
                if (!whole(received.toString())) {
                    continue;
                }
                String request = received.toString();
                received.setLength(0);
                if (request.contains("PING") || request.contains("/livez")) {
                    String alive = request.contains("PING")
                            ? "+PONG\r\n"
                            : "HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n";
                    socket.getOutputStream().write(alive.getBytes(StandardCharsets.UTF_8));
                    continue;
                }
                requests.incrementAndGet();
                if (hangUp) {
                    return;
                }
                if (reply != null) {
                    socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** A RESP request comes in one piece here; an HTTP request is whole with its body. */
    private static boolean whole(String request) {
        if (request.startsWith("*")) {
            return true;
        }
        int head = request.indexOf("\r\n\r\n");
        Matcher length = CONTENT_LENGTH.matcher(request);
        return head >= 0
                && (!length.find()
                        || request.length() >= head + 4 + Integer.parseInt(length.group(1)));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
