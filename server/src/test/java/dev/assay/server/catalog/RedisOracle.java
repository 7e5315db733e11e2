package dev.assay.server.catalog;

import dev.assay.server.command.Argv;
import dev.assay.server.data.Bytes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Redis that keeps nothing, and what it answers in the words of {@link Cases}. */
final class RedisOracle implements AutoCloseable {

    static final String PROGRAM = "redis-server";

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int STARTS_MAX = 200;
    private static final int PAUSE_MILLIS = 50;

    private final Process server;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisOracle(Process server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static RedisOracle start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = new ProcessBuilder(
                        PROGRAM,
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        for (int tries = 0; tries < STARTS_MAX; tries++) {
            try {
                Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.setTcpNoDelay(true);
                return new RedisOracle(server, socket);
            } catch (IOException notYet) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        server.destroyForcibly();
        throw new IOException(PROGRAM + " did not start");
    }

    String answer(Argv argv, boolean anyOrder) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(ascii("*" + argv.size() + "\r\n"));
        for (Bytes word : argv.from(0)) {
            request.writeBytes(ascii("$" + word.length() + "\r\n"));
            request.writeBytes(word.array());
            request.writeBytes(ascii("\r\n"));
        }
        out.write(request.toByteArray());
        return read(anyOrder);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String read(boolean anyOrder) throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> "!" + rest;
            case ':' -> "(" + rest + ")";
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest), anyOrder);
            default -> throw new IOException("not RESP2: " + line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "nil";
        }
        byte[] bytes = in.readNBytes(length);
        line();
        return Cases.quoted(bytes);
    }

    private String array(int count, boolean anyOrder) throws IOException {
        if (count < 0) {
            return "nil*";
        }
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(read(false));
        }
        Stream<String> texts = anyOrder ? items.stream().sorted() : items.stream();
        return texts.collect(Collectors.joining(" ", "[", "]"));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int b = in.read();
        while (b != '\r') {
            if (b < 0) {
                throw new IOException(PROGRAM + " hung up");
            }
            line.append((char) b);
            b = in.read();
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.destroyForcibly();
        try {
            server.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
