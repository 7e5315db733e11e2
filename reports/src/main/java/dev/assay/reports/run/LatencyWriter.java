package dev.assay.reports.run;

import org.HdrHistogram.HistogramLogWriter;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes {@code latency.hlog}, in the form that HdrHistogram's own tools read: seconds are relative
 * to the start of the run, values are nanoseconds. Any thread may add; nothing is lost of intervals
 * added before a crash.
 */
public final class LatencyWriter implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final PrintStream out;
    private final HistogramLogWriter log;
    private final Path file;

    LatencyWriter(Path file, Instant startedAt) throws IOException {
        this.file = file;
        this.out = new PrintStream(Files.newOutputStream(file), true);
        this.log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        log.outputComment(
                "[latencies in nanoseconds; the last column is the maximum in milliseconds]");
        log.outputStartTime(startedAt.toEpochMilli());
        log.outputLegend();
    }

    /** Adds one interval; empty ones are fine. */
    public synchronized void add(LatencyInterval interval) throws IOException {
        interval.latenciesNanos().setTag(interval.kind().tag());
        log.outputIntervalHistogram(
                interval.startNanos() / NANOS_PER_SECOND,
                interval.endNanos() / NANOS_PER_SECOND,
                interval.latenciesNanos(),
                NANOS_PER_MILLISECOND);
        failIfNotWritten();
    }

    @Override
    public synchronized void close() throws IOException {
        out.flush();
        failIfNotWritten();
        out.close();
    }

    private void failIfNotWritten() throws IOException {
        if (out.checkError()) {
            throw new IOException("cannot write " + file + ": is the disk full?");
        }
    }
}
