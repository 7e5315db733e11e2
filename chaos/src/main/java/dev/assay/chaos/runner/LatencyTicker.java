package dev.assay.chaos.runner;

import dev.assay.bench.record.LatencyRecorder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a latency interval again and again, and a last one when it is closed. */
final class LatencyTicker implements AutoCloseable {
    private static final long END_TIMEOUT_MS = 5_000;

    private final LatencyRecorder latency;
    private final ScheduledExecutorService thread;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private LatencyTicker(LatencyRecorder latency) {
        this.latency = latency;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread ticker = new Thread(task, "latency-ticker");
            ticker.setDaemon(true);
            return ticker;
        });
    }

    static LatencyTicker start(LatencyRecorder latency, long intervalMs) {
        LatencyTicker ticker = new LatencyTicker(latency);
        var unused = ticker.thread.scheduleAtFixedRate(
                ticker::tick, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
        return ticker;
    }

    private void tick() {
        try {
            latency.endInterval();
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
