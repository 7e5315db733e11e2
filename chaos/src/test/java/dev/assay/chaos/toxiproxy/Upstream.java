package dev.assay.chaos.toxiproxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A server that sends back whatever comes, and counts it; a thread for each connection. */
final class Upstream implements AutoCloseable {
    private final ServerSocket listener;
    private final Thread acceptor = daemon(this::accept);
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final AtomicLong receivedBytes = new AtomicLong();
    private final AtomicLong endedConnections = new AtomicLong();

    private Upstream(ServerSocket listener) {
        this.listener = listener;
    }

    static Upstream start() throws IOException {
        Upstream upstream =
                new Upstream(new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1")));
        upstream.acceptor.start();
        return upstream;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test-upstream");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                accepted.add(socket);
                daemon(() -> echo(socket)).start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void echo(Socket socket) {
        byte[] buffer = new byte[1 << 16];
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                receivedBytes.addAndGet(n);
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the other end is gone
        } finally {
            endedConnections.incrementAndGet();
        }
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    long receivedBytes() {
        return receivedBytes.get();
    }

    long endedConnections() {
        return endedConnections.get();
    }

    /** The server's side of its connections, in the order in which they came. */
    List<Socket> accepted() {
        return accepted;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // Until the thread in accept() has seen the close, the kernel still takes connections.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
