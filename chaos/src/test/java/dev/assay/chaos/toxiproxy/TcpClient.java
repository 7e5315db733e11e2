package dev.assay.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A blocking client with a limit on every wait. */
final class TcpClient implements AutoCloseable {
    private static final int WAIT_MILLIS_MAX = 15_000;

    /** Long enough for bytes on their way to arrive on a busy machine, were there any. */
    private static final int SILENCE_MILLIS = 250;

    private final Socket socket;

    enum Ending {
        END_OF_STREAM,
        RESET
    }

    private TcpClient(Socket socket) {
        this.socket = socket;
    }

    static TcpClient connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), WAIT_MILLIS_MAX);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(WAIT_MILLIS_MAX);
        return new TcpClient(socket);
    }

    static void assertRefused(int port) {
        assertThatThrownBy(() -> connect(port).close())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("refused");
    }

    Socket socket() {
        return socket;
    }

    TcpClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    TcpClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    String receive(int bytes) throws IOException {
        return new String(receiveBytes(bytes), StandardCharsets.UTF_8);
    }

    byte[] receiveBytes(int bytes) throws IOException {
        byte[] received = socket.getInputStream().readNBytes(bytes);
        assertThat(received).as("bytes before the end of the stream").hasSize(bytes);
        return received;
    }

    void echo(String text) throws IOException {
        assertThat(send(text).receive(text.length())).isEqualTo(text);
    }

    void assertSilent() throws IOException {
        assertThat(waitForByte(SILENCE_MILLIS))
                .as("bytes or the end of the stream")
                .isFalse();
    }

    /** True if a byte or the end of the stream came, false if the connection is open and silent. */
    boolean waitForByte(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(WAIT_MILLIS_MAX);
        }
    }

    /** Reads all that comes until the connection ends, however it does. */
    String receiveUntilEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                all.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads so many bytes, or fewer if the connection ends before. */
    String receiveUntilEndOrBytes(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    Ending awaitEnd() throws IOException {
        try {
            assertThat(socket.getInputStream().read())
                    .as("byte instead of the end")
                    .isEqualTo(-1);
            return Ending.END_OF_STREAM;
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
            return Ending.RESET;
        }
    }

    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /** How long some work takes; only lower bounds mean anything on a busy machine. */
    static Duration time(Work work) throws IOException {
        long startNanos = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
