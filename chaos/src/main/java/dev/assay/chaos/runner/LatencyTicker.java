package dev.assay.chaos.runner;

import dev.assay.bench.record.LatencyRecorder;
import dev.assay.reports.run.HistoryWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends a latency interval again and again, and a last one when it is closed; and forces what was
 * recorded out of this JVM, so that little is lost if it is killed.
 */
final class LatencyTicker implements AutoCloseable {
    private static final long END_TIMEOUT_MS = 5_000;

    private final LatencyRecorder latency;
    private final HistoryWriter history;
    private final ScheduledExecutorService thread;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private LatencyTicker(LatencyRecorder latency, HistoryWriter history) {
        this.latency = latency;
        this.history = history;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread ticker = new Thread(task, "latency-ticker");
            ticker.setDaemon(true);
            return ticker;
        });
    }

    static LatencyTicker start(LatencyRecorder latency, HistoryWriter history, long intervalMs) {
        LatencyTicker ticker = new LatencyTicker(latency, history);
        var unused = ticker.thread.scheduleAtFixedRate(
                ticker::tick, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
        return ticker;
    }

    private void tick() {
        try {
            latency.endInterval();
            history.flush();
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Idempotent. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (thread.isShutdown()) {
            return;
        }
        thread.shutdown();
        if (!thread.awaitTermination(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
            throw new IOException(
                    "latency.hlog: an interval took more than " + END_TIMEOUT_MS + " ms");
        }
        tick();
        IOException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }
}
