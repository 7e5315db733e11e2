package dev.assay.reports.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves runs to a browser on this machine. Only reads; answers GET and HEAD on 127.0.0.1 to who
 * calls it by a name of this machine, so that no page from elsewhere can ask it (a name of an
 * attacker that resolves to 127.0.0.1 is another {@code Host}).
 */
public final class ReportServer implements AutoCloseable {

    private static final int THREADS = 4;

    private static final int BACKLOG = 50;

    private static final long END_TIMEOUT_MS = 2_000;

    private static final String HTML = "text/html; charset=utf-8";

    private static final String JSON = "application/json";

    private static final String PLAIN = "text/plain; charset=utf-8";

    private final ServedRuns runs;
    private final HttpServer server;
    private final ExecutorService threads;

    private ReportServer(ServedRuns runs, HttpServer server) {
        this.runs = runs;
        this.server = server;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "report-server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to serve.
     *
     * @param folder a run folder, or a folder of run folders
     * @param port 0 for any that is free
     */
    public static ReportServer start(Path folder, int port) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        ReportServer server =
                new ReportServer(new ServedRuns(folder), HttpServer.create(address, BACKLOG));
        server.server.createContext("/", server::answer);
        server.server.setExecutor(server.threads);
        server.server.start();
        return server;
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private record Answer(int status, String type, String body) {
        private static Answer plain(int status, String body) {
            return new Answer(status, PLAIN, body + "\n");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answerTo(exchange);
            } catch (IllegalArgumentException e) {
                answer = Answer.plain(400, String.valueOf(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                answer = Answer.plain(500, "cannot read the run: " + e);
            }
            send(exchange, answer);
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        int port = server.getAddress().getPort();
        if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
            return Answer.plain(403, "Host '" + host + "': expected 127.0.0.1:" + port);
        }
        if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            return Answer.plain(405, exchange.getRequestMethod() + ": expected GET or HEAD");
        }
        String query = exchange.getRequestURI().getRawQuery();
        List<String> path =
                List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
        if (path.size() == 1) {
            return switch (path.get(0)) {
                case "", "index.html" -> new Answer(200, HTML, runs.index());
                case "state.json" -> new Answer(200, JSON, runs.state());
                default -> Answer.plain(404, "no such page");
            };
        }
        LiveRun run = path.size() == 2 ? runs.find(path.get(0)) : null;
        if (run == null) {
            return Answer.plain(404, "no such run");
        }
        return switch (path.get(1)) {
            case "", "report.html" -> new Answer(200, HTML, run.page());
            case "state.json" -> new Answer(200, JSON, run.state());
            case "operations.json" ->
                new Answer(
                        200,
                        JSON,
                        run.operations(OperationQuery.parse(query == null ? "" : query)));
            default -> Answer.plain(404, "no such page");
        };
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Ends it; what is being answered has two seconds. Idempotent. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
