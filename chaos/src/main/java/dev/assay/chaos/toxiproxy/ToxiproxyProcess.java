package dev.assay.chaos.toxiproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Toxiproxy server as a child process, with its traffic metrics switched on. */
public final class ToxiproxyProcess implements ToxiproxyServer {

    private static final String HOST = "127.0.0.1";

    /** It answers in some 50 ms on an idle machine. */
    private static final Duration READY_MAX = Duration.ofSeconds(10);

    private static final Duration READY_POLL = Duration.ofMillis(20);
    private static final Duration VERSION_CALL_MAX = Duration.ofSeconds(2);

    /** Between the choice of a free port and its use somebody else may take it. */
    private static final int PORTS_TRIED_MAX = 2;

    private static final long STOP_SECONDS_MAX = 5;

    private final Process process;
    private final InetSocketAddress address;
    private final String description;

    private ToxiproxyProcess(Process process, InetSocketAddress address, String description) {
        this.process = process;
        this.address = address;
        this.description = description;
    }

    /**
     * Starts the server on a free port of 127.0.0.1 and waits until it answers.
     *
     * @param logFile takes what it prints
     * @param launch starts the process
     * @throws IOException if it does not start or does not answer in time; it is gone then
     */
    public static ToxiproxyProcess start(ToxiproxyBinary binary, Path logFile, Launch launch)
            throws IOException {
        IOException failure = new IOException("no port tried");
        for (int i = 0; i < PORTS_TRIED_MAX; i++) {
            InetSocketAddress address = freeAddress();
            Process process = launch.start(command(binary, address), logFile);
            try {
                String version = awaitVersion(process, address, logFile);
                String description = "toxiproxy-server " + version + " (" + binary.origin() + ")";
                return new ToxiproxyProcess(process, address, description);
            } catch (IOException e) {
                boolean ended = !process.isAlive();
                stop(process);
                if (ended) {
                    throw e; // another port would not help
                }
                failure = e;
            }
        }
        throw failure;
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return new InetSocketAddress(HOST, probe.getLocalPort());
        }
    }

    private static List<String> command(ToxiproxyBinary binary, InetSocketAddress address) {
        return List.of(
                binary.path().toString(),
                "-host",
                HOST,
                "-port",
                Integer.toString(address.getPort()),
                "-proxy-metrics");
    }

    private static String awaitVersion(Process process, InetSocketAddress address, Path logFile)
            throws IOException {
        long startNanos = System.nanoTime();
        ToxiproxyException last = null;
        try (ToxiproxyControl control = new ToxiproxyControl(address, VERSION_CALL_MAX)) {
            while (System.nanoTime() - startNanos < READY_MAX.toNanos()) {
                if (!process.isAlive()) {
                    throw new IOException("toxiproxy-server ended with exit code "
                            + process.exitValue()
                            + " before it answered at "
                            + address
                            + "; it printed to "
                            + logFile);
                }
                try {
                    return control.version();
                } catch (ToxiproxyException e) {
                    last = e;
                    TimeUnit.NANOSECONDS.sleep(READY_POLL.toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while toxiproxy-server started", e);
        }
        throw new IOException(
                "toxiproxy-server did not give its version at "
                        + address
                        + " within "
                        + READY_MAX.toSeconds()
                        + " s; it printed to "
                        + logFile,
                last);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String describe() {
        return description;
    }

    /** Of the child process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        stop(process);
    }

    private static void stop(Process process) throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new IOException("toxiproxy-server " + process.pid() + " does not die");
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while toxiproxy-server stopped", e);
        }
    }
}
