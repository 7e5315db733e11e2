package dev.assay.chaos.runner;

import dev.assay.bench.record.Clock;
import dev.assay.chaos.workload.Workload;
import dev.assay.checker.Budget;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Checks what has been recorded so far, again and again while a run goes on, so that a control's run
 * ends when it is caught. A history whose beginning is invalid is invalid (linearizability is closed
 * under prefixes), and what is still open is of unknown outcome. The verdict of the run is the
 * judge's, on the whole history.
 */
final class OnlineCheck implements AutoCloseable {

    private static final long EVERY_MS = 700;
    /** Short: a check that takes longer would only be late for the next one. */
    private static final Budget BUDGET = Budget.DEFAULT.withTime(Duration.ofSeconds(3));

    private static final long END_TIMEOUT_MS = 10_000;

    private final Workload workload;
    private final Clock clock;
    private final boolean on;
    private final List<Event> events = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "online-check");
    private volatile @Nullable Duration caughtAfter;
    private volatile boolean closed;

    private OnlineCheck(Workload workload, Clock clock, boolean on) {
        this.on = on;
        this.workload = workload;
        this.clock = clock;
    }

    /** @param on whether to check at all; else nothing is kept, and nothing is ever caught */
    static OnlineCheck start(Workload workload, Clock clock, boolean on) {
        OnlineCheck check = new OnlineCheck(workload, clock, on);
        if (on) {
            check.thread.setDaemon(true);
            check.thread.start();
        }
        return check;
    }

    /** Any thread; in the order of the history. */
    void accept(Event event) {
        if (!on) {
            return;
        }
        synchronized (events) {
            events.add(event);
        }
    }

    private void run() {
        try {
            while (!closed && caughtAfter == null) {
                TimeUnit.MILLISECONDS.sleep(EVERY_MS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        List<Event> soFar;
        synchronized (events) {
            soFar = List.copyOf(events);
        }
        try {
            if (workload.check(History.of(soFar), BUDGET).verdict() instanceof Verdict.Invalid) {
                caughtAfter = Duration.ofNanos(clock.nanos());
            }
        } catch (HistoryException e) {
            closed = true; // the judge will say so, too
        }
    }

    boolean caught() {
        return caughtAfter != null;
    }

    /** When it was caught, from the start of the load; null when it was not. */
    @Nullable
    Duration caughtAfter() {
        return caughtAfter;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(END_TIMEOUT_MS);
    }
}
