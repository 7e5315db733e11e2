package dev.assay.chaos.toxiproxy.proxy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up host names on a thread of its own, since a name server that does not answer must stall
 * neither an event loop nor the control side. Literal addresses never wait.
 */
final class Resolver implements AutoCloseable {

    /** A machine's own lookup gives up after 5 to 30 s; a proxy to a name that slow is of no use. */
    private static final long LOOKUP_SECONDS_MAX = 5;

    /** Lookups that may wait for that thread: more than any run opens connections at a time. */
    private static final int WAITING_MAX = 1024;

    private static final long IDLE_THREAD_SECONDS = 5;

    private final ThreadPoolExecutor thread;

    Resolver() {
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                task -> {
                    Thread made = new Thread(task, "toxiproxy-twin-resolver");
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** The address of a host, IPv4 before IPv6; fails with an IOException in Toxiproxy's words. */
    CompletableFuture<InetAddress> resolve(HostPort address) {
        CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        if (address.isLiteral()) {
            answer.complete(literal(address));
            return answer;
        }
        try {
            thread.execute(() -> lookUp(address.host(), answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new IOException("lookup " + address.host() + ": too many lookups wait", e));
        }
        return answer.orTimeout(LOOKUP_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static InetAddress literal(HostPort address) {
        try {
            return InetAddress.getByAddress(
                    address.host().isEmpty() ? new byte[4] : address.literalBytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no length of an address: " + address, e);
        }
    }

    private static void lookUp(String host, CompletableFuture<InetAddress> answer) {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            for (InetAddress candidate : found) {
                if (candidate instanceof Inet4Address) {
                    answer.complete(candidate);
                    return;
                }
            }
            answer.complete(found[0]);
        } catch (UnknownHostException e) {
            answer.completeExceptionally(new IOException("lookup " + host + ": no such host", e));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
