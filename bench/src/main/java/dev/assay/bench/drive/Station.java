package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;
import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.record.Clock;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The brain of one thread of a load: says which connection sends what and when, and measures. Knows
 * no sockets; its {@link Engine} tells it what happened. One thread calls everything.
 *
 * <p><b>Open loop.</b> The schedule goes on whatever the system does. A request that is due while
 * every connection is full waits, and its response time counts from when it was due; nothing is left
 * out because the system stalls, which is the mistake called coordinated omission.
 */
final class Station {
    /** Pause before a connection is tried again. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** How often time-outs are looked for. */
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A request that was due and never sent, since no connection came free in time. */
    static final String NEVER_SENT = "never-sent";

    static final String TIMEOUT = "timeout";
    static final String DISCONNECTED = "disconnected";
    static final String NOT_CONNECTED = "not-connected";

    private final LoadPlan plan;
    private final CommandSource source;
    private final Budget budget;
    private final Arrivals.@Nullable Schedule schedule;
    private final Tally tally;
    private final Clock clock;
    private final long timeoutNanos;
    private final List<Lane> lanes = new ArrayList<>();
    private final Deque<Lane> free = new ArrayDeque<>();
    private int pending;
    private long nextSweep;

    Station(
            LoadPlan plan,
            CommandSource source,
            Budget budget,
            Arrivals.@Nullable Schedule schedule,
            Tally tally,
            Clock clock) {
        this.plan = plan;
        this.source = source;
        this.budget = budget;
        this.schedule = schedule;
        this.tally = tally;
        this.clock = clock;
        this.timeoutNanos = plan.timeout().toNanos();
    }

    Clock clock() {
        return clock;
    }

    /** Adds a connection; call it before the load begins. */
    void add(Lane lane) {
        lanes.add(lane);
    }

    /** A connection is open and has greeted. */
    void opened(Lane lane) {
        lane.connected(true);
        freed(lane);
    }

    /** Sends what can be sent once the load has begun. */
    void begin() {
        nextSweep = clock.nanos() + SWEEP_NANOS;
        if (schedule == null) {
            List<Lane> ready = List.copyOf(free);
            free.clear();
            ready.forEach(this::sendBatch);
        }
    }

    private boolean begun() {
        return nextSweep != 0;
    }

    private void freed(Lane lane) {
        if (schedule != null || !begun()) {
            free.add(lane);
        } else {
            sendBatch(lane);
        }
    }

    private void sendBatch(Lane lane) {
        long now = clock.nanos();
        int taken = budget.take(plan.pipeline(), now);
        for (int i = 0; i < taken; i++) {
            Command command = source.next(lane.server());
            lane.push(command, now, now);
            lane.write(command);
        }
        pending += taken;
        if (taken > 0) {
            lane.flush();
        }
    }

    /**
     * Sends what is due.
     *
     * @return nanoseconds until the next request is due; {@link Long#MAX_VALUE} when nothing is
     */
    long dispatch() {
        if (schedule == null) {
            return Long.MAX_VALUE;
        }
        while (budget.includes(schedule.dueNanos())) {
            long now = clock.nanos();
            long due = schedule.dueNanos();
            if (due > now) {
                return due - now;
            }
            Lane lane = free.poll();
            if (lane == null) {
                return Long.MAX_VALUE; // a reply will call
            }
            if (!lane.connected() || lane.full() || leaving(lane)) {
                continue;
            }
            if (budget.take(1, due) == 0) {
                free.addFirst(lane); // another thread took the last one
                return Long.MAX_VALUE;
            }
            Command command = source.next(lane.server());
            lane.push(command, due, now);
            lane.write(command);
            pending++;
            if (!lane.full()) {
                free.add(lane);
            }
            lane.flush();
            schedule.advance();
        }
        return Long.MAX_VALUE;
    }

    /** The oldest request of a connection was answered; error is the text of an error reply. */
    void answered(Lane lane, @Nullable String error, long now) {
        Command command = lane.oldest();
        Command next = command.next();
        if (error == null && next != null) {
            // Second half of the same request: what is behind it in the pipeline is already sent.
            long intended = lane.oldestIntended();
            long started = lane.oldestStarted();
            lane.pop();
            lane.push(next, intended, started);
            lane.write(next);
            lane.flush();
            return;
        }
        if (error != null && plan.followMoved() && followed(lane, error)) {
            tally.followed(Lane.kindOf(error), now);
        } else if (error != null) {
            failed(Lane.kindOf(error), error, 1, now, lane);
        } else if (schedule == null) {
            tally.ok(command.kind(), lane.oldestStarted(), now);
        } else {
            tally.ok(command.kind(), lane.oldestIntended(), lane.oldestStarted(), now);
        }
        boolean wasFull = lane.full();
        lane.pop();
        pending--;
        if (lane.pending() == 0 && leaving(lane)) {
            free.remove(lane);
            lane.connected(false);
            lane.reconnect();
        } else if (schedule != null ? wasFull && !leaving(lane) : lane.pending() == 0) {
            freed(lane);
        }
    }

    private boolean leaving(Lane lane) {
        return lane.leaving() || worn(lane);
    }

    /** Whether it is an error that a cluster's client lives with. */
    private static boolean followed(Lane lane, String error) {
        Endpoint moved = Endpoint.moved(error);
        if (moved != null) {
            lane.moveTo(moved);
        }
        return moved != null || Lane.kindOf(error).equals("CLUSTERDOWN");
    }

    private boolean worn(Lane lane) {
        return plan.requestsPerConnection() > 0 && lane.served() >= plan.requestsPerConnection();
    }

    /** A connection was lost, with what was on its way on it. */
    void lost(Lane lane, String kind, String text) {
        long now = clock.nanos();
        int gone = lane.pending();
        if (gone > 0) {
            failed(kind, text, gone, now, lane);
        }
        while (lane.pending() > 0) {
            lane.pop();
            pending--;
        }
        free.remove(lane);
        lane.connected(false);
        lane.retryAtNanos(now + RETRY_NANOS);
    }

    /** A connection could not be opened. In a closed loop that costs one request of the budget. */
    void refused(Lane lane, String text) {
        long now = clock.nanos();
        lane.connected(false);
        lane.retryAtNanos(now + RETRY_NANOS);
        if (plan.stopAtError() || (schedule == null && budget.take(1, now) == 1)) {
            failed(NOT_CONNECTED, text, 1, now, lane);
        }
    }

    private void failed(String kind, String text, long count, long now, Lane lane) {
        failed(kind, text, count, now, lane.endpoint().text());
    }

    private void failed(String kind, String text, long count, long now, String from) {
        tally.error(kind, new LoadResult.FirstError(text, from), count, now);
        if (plan.stopAtError()) {
            budget.stop();
        }
    }

    /** Looks for time-outs and for connections to be opened again; cheap when called often. */
    void sweep() {
        long now = clock.nanos();
        if (now < nextSweep) {
            return;
        }
        nextSweep = now + SWEEP_NANOS;
        for (Lane lane : lanes) {
            if (lane.pending() > 0 && now - lane.oldestStarted() > timeoutNanos) {
                lost(lane, TIMEOUT, "no reply within " + plan.timeout().toMillis() + " ms");
                lane.reconnect();
            } else if (!lane.connected()
                    && lane.retryAtNanos() != 0
                    && now >= lane.retryAtNanos()
                    && mayNeed(now)) {
                lane.retryAtNanos(0);
                lane.reconnect();
            }
        }
    }

    private boolean mayNeed(long now) {
        return schedule != null ? budget.includes(schedule.dueNanos()) : budget.includes(now);
    }

    /** Nanoseconds until {@link #sweep} has something to do. */
    long untilSweep() {
        return Math.max(0, nextSweep - clock.nanos());
    }

    /** Whether all was sent and answered, or the load was stopped, or its last replies do not come. */
    boolean done() {
        if (budget.stopped()) {
            return true;
        }
        long now = clock.nanos();
        if (mayNeed(now)) {
            return schedule != null && overdue(now);
        }
        return pending == 0;
    }

    /** The load is over, and requests that were due still find no connection: they are given up. */
    private boolean overdue(long now) {
        long end = budget.endNanos();
        if (end == Long.MAX_VALUE || now - end < timeoutNanos || schedule == null) {
            return false;
        }
        long unsent = 0;
        while (budget.includes(schedule.dueNanos())) {
            unsent++;
            schedule.advance();
        }
        failed(NEVER_SENT, "no connection came free in time", unsent, now, "any server");
        return pending == 0;
    }
}
