package dev.assay.containers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code GET /readyz}, {@code GET /status}: what a node says of itself. */
final class Readiness {
    private static final int POLL_MS = 100;
    private static final int ANSWER_TIMEOUT_MS = 2_000;
    private static final int STATUS_BYTES_MAX = 64 << 10;
    private static final Pattern LEADS =
            Pattern.compile("\"role\"\\s*:\\s*\"leader\"", Pattern.CASE_INSENSITIVE);

    private Readiness() {}

    /** @throws IllegalStateException when the time is over */
    static void await(HraftdContainer node, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ready(node)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("node " + node.node() + " is not ready "
                        + timeout.toSeconds() + " s after its start; its log:\n" + node.getLogs());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "interrupted while waiting for node " + node.node(), e);
            }
        }
    }

    private static boolean ready(HraftdContainer node) {
        try {
            return open(node, "/readyz").getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    /** Whether the node says that it leads; a node that does not answer does not. */
    static boolean leads(HraftdContainer node) {
        try {
            byte[] status = open(node, "/status").getInputStream().readNBytes(STATUS_BYTES_MAX);
            return LEADS.matcher(new String(status, StandardCharsets.UTF_8)).find();
        } catch (IOException | IllegalStateException silent) {
            return false;
        }
    }

    private static HttpURLConnection open(HraftdContainer node, String path) throws IOException {
        URL url = node.httpUri().resolve(path).toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(ANSWER_TIMEOUT_MS);
        connection.setReadTimeout(ANSWER_TIMEOUT_MS);
        return connection;
    }
}
