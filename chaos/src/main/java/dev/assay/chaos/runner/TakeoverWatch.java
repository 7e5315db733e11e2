package dev.assay.chaos.runner;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.record.Clock;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks from a thread of its own when another node leads than did at the start of a fault. */
final class TakeoverWatch implements AutoCloseable {

    private static final long POLL_MS = 50;
    private static final long END_TIMEOUT_MS = 10_000;

    private final Cluster cluster;
    private final Clock clock;
    private final Optional<String> before;
    private final long startNanos;
    private final Thread thread = new Thread(this::run, "takeover-watch");
    private volatile @Nullable Long nanos;
    private volatile boolean closed;

    private TakeoverWatch(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.before = cluster.leader();
        this.startNanos = clock.nanos();
    }

    static TakeoverWatch start(Cluster cluster, Clock clock) {
        TakeoverWatch watch = new TakeoverWatch(cluster, clock);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed) {
                Optional<String> now = cluster.leader();
                if (now.isPresent() && !now.equals(before)) {
                    nanos = clock.nanos() - startNanos;
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long it took from the start of the watch; null when no other node led until its end. */
    @Nullable
    Long nanos() {
        return nanos;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(END_TIMEOUT_MS);
    }
}
