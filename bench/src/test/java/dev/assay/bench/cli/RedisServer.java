package dev.assay.bench.cli;

import static org.awaitility.Awaitility.await;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real redis-server in memory, on a free port of the loopback interface. */
final class RedisServer implements AutoCloseable {
    private final int port;
    private final Process process;

    private RedisServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    /** Starts one and waits until it answers. */
    static RedisServer start(Path folder, String... more) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
        command.addAll(List.of(more));
        RedisServer server = new RedisServer(
                port,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("redis-" + port + ".log").toFile())
                        .start());
        await().until(server::answers);
        return server;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    <T> T ask(Function<Jedis, T> question) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            return question.apply(jedis);
        }
    }

    /** A subcommand of CLUSTER and its words. */
    String cluster(String subcommand) {
        return ask(jedis -> new String(
                (byte[]) jedis.sendCommand(Protocol.Command.CLUSTER, subcommand.split(" ")),
                StandardCharsets.US_ASCII));
    }

    /** A number of its INFO; 0 where it is not told. */
    long info(String section, String name) {
        String text = ask(jedis -> jedis.info(section));
        for (String line : text.split("\r\n")) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length())
                        .replaceAll("^\\D+", "")
                        .replaceAll("\\D.*", ""));
            }
        }
        return 0;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
