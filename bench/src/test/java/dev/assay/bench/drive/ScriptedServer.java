package dev.assay.bench.drive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Answers every command of every connection with the same reply, and stalls when it is told to. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final CopyOnWriteArrayList<Socket> connections = new CopyOnWriteArrayList<>();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger answered = new AtomicInteger();
    private volatile byte[] reply = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private volatile int dropAfter = Integer.MAX_VALUE;

    ScriptedServer() throws IOException {
        daemon(this::accept);
    }

    Endpoint endpoint() {
        return Endpoint.tcp("127.0.0.1", listening.getLocalPort());
    }

    ScriptedServer answering(String text) {
        reply = text.getBytes(StandardCharsets.US_ASCII);
        return this;
    }

    /** Closes a connection instead of its so-manieth answer. */
    ScriptedServer droppingAfter(int answers) {
        dropAfter = answers;
        return this;
    }

    /** Answers nothing while the action runs. */
    void stalled(Runnable action) {
        gate.writeLock().lock();
        try {
            action.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    private static void daemon(Runnable body) {
        Thread thread = new Thread(body, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                accepted.incrementAndGet();
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (int i = 0; readCommand(in); i++) {
                if (i == dropAfter) {
                    return;
                }
                gate.readLock().lock();
                gate.readLock().unlock();
                out.write(reply);
                answered.incrementAndGet();
            }
        } catch (IOException closed) {
            // The client, or the test, is done.
        }
    }

    private static boolean readCommand(InputStream in) throws IOException {
        String head = line(in);
        if (head == null) {
            return false;
        }
        int words = Integer.parseInt(head.substring(1));
        for (int i = 0; i < words; i++) {
            String length = line(in);
            if (length == null) {
                return false;
            }
            in.readNBytes(Integer.parseInt(length.substring(1)) + 2);
        }
        return true;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
