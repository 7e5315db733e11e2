package dev.assay.bench.record;

import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;
import dev.assay.reports.run.LatencyWriter;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Latencies into {@code latency.hlog}: one histogram a kind and interval. {@link #record} may be
 * called by any thread, {@link #endInterval} by one.
 */
public final class LatencyRecorder implements LatencySink {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final LatencyWriter writer;
    private final Clock clock;
    private final Map<LatencyKind, org.HdrHistogram.Recorder> recorders = new ConcurrentHashMap<>();
    private long intervalStart;

    public LatencyRecorder(LatencyWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.intervalStart = clock.nanos();
    }

    @Override
    public void record(String f, long serviceNanos, long responseNanos) {
        add(LatencyKind.service(f), serviceNanos);
        add(LatencyKind.response(f), responseNanos);
    }

    private void add(LatencyKind kind, long nanos) {
        recorders
                .computeIfAbsent(kind, k -> new org.HdrHistogram.Recorder(SIGNIFICANT_DIGITS))
                .recordValue(Math.max(0, nanos));
    }

    /** Writes what was recorded since the last call. */
    public void endInterval() throws IOException {
        long now = clock.nanos();
        for (Map.Entry<LatencyKind, org.HdrHistogram.Recorder> entry : recorders.entrySet()) {
            Histogram interval = entry.getValue().getIntervalHistogram();
            if (interval.getTotalCount() > 0) {
                writer.add(new LatencyInterval(entry.getKey(), intervalStart, now, interval));
            }
        }
        intervalStart = now;
    }
}
