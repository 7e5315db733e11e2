package dev.assay.chaos.toxiproxy;

import dev.assay.chaos.toxiproxy.ToxiproxyException.Kind;

import eu.rekawek.toxiproxy.ToxiproxyClient;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.IllegalFormatException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of the official client, each on a worker thread and with a deadline, for the client has none;
 * and the one place that knows what its exceptions mean.
 */
final class ClientCalls implements AutoCloseable {

    /** Calls at a time, hung ones included. */
    private static final int WORKERS_MAX = 16;

    private static final long IDLE_WORKER_SECONDS = 5;
    static final int NOT_FOUND = 404;

    /** How the client writes an error answer. */
    private static final Pattern ERROR_ANSWER = Pattern.compile("\\[(\\d{3})] ");

    /** How the JDK does, for answers that the client does not look at. */
    private static final Pattern ERROR_CODE = Pattern.compile("HTTP response code: (\\d{3})");

    private final InetSocketAddress address;
    private final Duration callMax;
    private final ThreadPoolExecutor workers;

    /** Work with a client, whose calls block and fail in all ways. */
    @FunctionalInterface
    interface Work<T> {
        T with(ToxiproxyClient client) throws IOException;
    }

    ClientCalls(InetSocketAddress address, Duration callMax) {
        this.address = address;
        this.callMax = callMax;
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                0,
                WORKERS_MAX,
                IDLE_WORKER_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    String name = "toxiproxy-control-" + number.incrementAndGet();
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Does some work and waits for it.
     *
     * @param what for errors: "tried to ..."
     */
    <T> T call(String what, Work<T> work) {
        Future<T> answer;
        try {
            answer = workers.submit(() -> work.with(client()));
        } catch (RejectedExecutionException e) {
            throw failure(Kind.HUNG, what, "all " + WORKERS_MAX + " workers wait for answers", e);
        }
        try {
            return answer.get(callMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failure(Kind.HUNG, what, "no answer in " + callMax.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(Kind.UNREACHABLE, what, "interrupted", e);
        } catch (ExecutionException e) {
            throw explain(what, e.getCause() == null ? e : e.getCause());
        }
    }

    /** A new one for each call: it remembers its proxies, and its reset asks for all of them. */
    private ToxiproxyClient client() {
        return new ToxiproxyClient(address.getHostString(), address.getPort());
    }

    private RuntimeException explain(String what, Throwable cause) {
        // The client formats an error answer without a text as a number: that one is no mistake of
        // the caller's.
        if (cause instanceof IllegalArgumentException mistake
                && !(cause instanceof IllegalFormatException)) {
            return mistake;
        }
        if (!(cause instanceof IOException)) {
            String came = "no Toxiproxy answers like that: " + cause;
            return failure(Kind.INCOMPREHENSIBLE, what, came, cause);
        }
        if (cause instanceof FileNotFoundException) {
            return refusal(what, NOT_FOUND, "not found: " + cause.getMessage(), cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return failure(Kind.HUNG, what, "no answer in " + callMax.toMillis() + " ms", cause);
        }
        String message = String.valueOf(cause.getMessage());
        Matcher answer = ERROR_ANSWER.matcher(message);
        if (answer.lookingAt()) {
            return refusal(what, Integer.parseInt(answer.group(1)), message, cause);
        }
        Matcher code = ERROR_CODE.matcher(message);
        if (code.find()) {
            return refusal(what, Integer.parseInt(code.group(1)), message, cause);
        }
        return failure(Kind.UNREACHABLE, what, cause.toString(), cause);
    }

    private ToxiproxyException refusal(String what, int status, String came, Throwable cause) {
        return new ToxiproxyException(
                Kind.REFUSED, status, message(Kind.REFUSED, what, came), cause);
    }

    ToxiproxyException failure(Kind kind, String what, String came, Throwable cause) {
        return new ToxiproxyException(kind, 0, message(kind, what, came), cause);
    }

    private String message(Kind kind, String what, String came) {
        return "tried to " + what + " at toxiproxy " + address + ", " + kind + ": " + came;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
