package dev.assay.reports.chart;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.reports.run.HistoryTail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How a run goes, for a line in an overview: each update counts what was written since the last, and
 * holds no operation. One that is still open is not counted yet. For one thread.
 */
public final class LiveCounts {

    /** The rate is that of so many whole seconds before the last event. */
    static final int RATE_SECONDS = 5;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HistoryTail tail;
    private final OutcomeTally tally = new OutcomeTally();

    /** Ok operations of a second, each at its number modulo the length. */
    private final long[] okOf = new long[RATE_SECONDS + 1];

    private long lastNanos;

    /** Counts nothing yet. */
    public LiveCounts(Path runFolder) {
        this.tail = new HistoryTail(runFolder);
    }

    /** Reads on, at most about so many bytes. */
    public void update(long bytesLimit) throws IOException {
        tail.read(this::add, bytesLimit);
    }

    private void add(Event event) {
        long second = event.timeNanos() / SECOND;
        // After a silence of hours, too, each place is cleared once.
        long from = Math.max(lastNanos / SECOND + 1, second - okOf.length + 1);
        for (long next = from; next <= second; next++) {
            okOf[slot(next)] = 0;
        }
        lastNanos = Math.max(lastNanos, event.timeNanos());
        tally.add(event.type());
        // Clients write a little out of order; what comes too late for the window is not of it.
        if (event.type() == EventType.OK && lastNanos / SECOND - second <= RATE_SECONDS) {
            okOf[slot(second)]++;
        }
    }

    private int slot(long second) {
        return (int) Math.floorMod(second, (long) okOf.length);
    }

    public OutcomeCounts counts() {
        return tally.counts();
    }

    /** Of the last event, on the clock of the history; 0 before the first. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Ok operations a second in the last five whole seconds, or as many as there were. */
    public double okPerSecond() {
        long second = lastNanos / SECOND;
        long seconds = Math.min(second, RATE_SECONDS);
        if (seconds == 0) {
            return lastNanos == 0 ? 0 : counts().ok() / ((double) lastNanos / SECOND);
        }
        long ok = 0;
        for (long each = second - seconds; each < second; each++) {
            ok += okOf[slot(each)];
        }
        return (double) ok / seconds;
    }

    /** Bytes of the history that are still to be read. */
    public long unread() {
        return tail.unread();
    }
}
