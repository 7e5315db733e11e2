package sample;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The service of this sample: a store with PING, INFO, GET and SET of the Redis protocol. A value is
 * forced to a file before it is acknowledged, and read again from there at the start.
 *
 * <p>{@code Shelf HOST PORT FOLDER}
 */
public final class Shelf {
    private final Map<String, String> values = new HashMap<>();
    private final FileChannel log;

    private Shelf(Path file) throws IOException {
        if (Files.exists(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int space = line.indexOf(' ');
                    // The last line may have been cut off, before it was acknowledged.
                    if (space > 0 && line.endsWith(";")) {
                        values.put(
                                line.substring(0, space),
                                line.substring(space + 1, line.length() - 1));
                    }
                }
            }
        }
        log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        log.write(ByteBuffer.wrap(new byte[] {'\n'})); // ends what was cut off
    }

    public static void main(String[] arguments) throws IOException {
        Shelf shelf = new Shelf(Path.of(arguments[2], "log"));
        try (ServerSocket server = new ServerSocket(
                Integer.parseInt(arguments[1]), 50, InetAddress.getByName(arguments[0]))) {
            while (true) {
                Socket client = server.accept();
                Thread thread = new Thread(() -> shelf.serve(client));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                out.write(answer(command(in)).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private String answer(String[] words) throws IOException {
        switch (words[0].toUpperCase()) {
            case "PING":
                return "+PONG\r\n";
            case "INFO":
                return bulk("role:master\r\nconnected_slaves:0\r\n");
            case "GET":
                synchronized (this) {
                    String value = values.get(words[1]);
                    return value == null ? "$-1\r\n" : bulk(value);
                }
            case "SET":
                set(words[1], words[2]);
                return "+OK\r\n";
            default:
                return "-ERR unknown command\r\n";
        }
    }

    private synchronized void set(String key, String value) throws IOException {
        String line = key + " " + value + ";\n";
        log.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        log.force(false);
        values.put(key, value);
    }

    private static String bulk(String text) {
        return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text + "\r\n";
    }

    private static String[] command(InputStream in) throws IOException {
        String line = line(in);
        if (!line.startsWith("*")) {
            return line.split(" ");
        }
        String[] words = new String[Integer.parseInt(line.substring(1))];
        for (int i = 0; i < words.length; i++) {
            int length = Integer.parseInt(line(in).substring(1));
            words[i] = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            in.readNBytes(2);
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
