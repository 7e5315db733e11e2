package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;
import dev.assay.bench.record.Clock;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Many Jedis connections in one thread: Jedis encodes and decodes, a selector tells on which of them
 * a reply has come. A thread for each connection, as programs have it, was measured at 0.6 to 0.9 of
 * redis-benchmark: with more clients than cores the switches between threads are what is measured.
 *
 * <p>A reply that has come in part is waited for, which holds up the thread's other connections; all
 * of a pipeline is read when its first reply is there.
 */
final class JedisEngine implements Engine {
    /** A selector sleeps whole milliseconds; what is due sooner is waited for awake. */
    private static final long AWAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final LoadPlan plan;
    private final Station station;
    private final Clock clock;
    private final Selector selector;
    private final List<JedisLane> lanes = new ArrayList<>();
    private final Consumer<SelectionKey> read = key -> ((JedisLane) key.attachment()).read();

    JedisEngine(LoadPlan plan, Station station) {
        this.plan = plan;
        this.station = station;
        this.clock = station.clock();
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector: " + e.getMessage(), e);
        }
    }

    @Override
    public void open(List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            JedisLane lane = new JedisLane(endpoint, plan.endpoints().indexOf(endpoint));
            lanes.add(lane);
            station.add(lane);
            lane.reconnect();
        }
    }

    @Override
    public void run() {
        station.begin();
        try {
            while (!station.done()) {
                long due = station.dispatch();
                if (due < AWAKE_NANOS) {
                    if (selector.selectNow(read) == 0) {
                        Thread.yield();
                    }
                } else {
                    long wait = Math.min(due - AWAKE_NANOS, station.untilSweep());
                    selector.select(read, 1 + wait / NANOS_PER_MILLI);
                }
                station.sweep();
            }
        } catch (IOException | ClosedSelectorException e) {
            throw new IllegalStateException("the selector broke: " + e, e);
        }
    }

    @Override
    public void close() {
        lanes.forEach(JedisLane::disconnect);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class JedisLane extends Lane {
        private @Nullable JedisWire wire;

        JedisLane(Endpoint endpoint, int server) {
            super(plan.pipeline(), endpoint, server);
        }

        @Override
        void reconnect() {
            disconnect();
            JedisWire opening = new JedisWire(endpoint(), plan.timeout());
            try {
                opening.greet(plan.greeting());
                opening.register(selector, this);
            } catch (JedisException | IOException e) {
                opening.disconnect();
                station.refused(this, String.valueOf(e.getMessage()));
                return;
            }
            wire = opening;
            station.opened(this);
        }

        void disconnect() {
            JedisWire open = wire;
            wire = null;
            if (open != null) {
                open.disconnect();
            }
        }

        @Override
        void write(Command command) {
            JedisWire open = wire;
            if (open != null) {
                try {
                    open.write(command);
                } catch (JedisException e) {
                    broken(e); // the flush that follows finds no wire
                }
            }
        }

        @Override
        void flush() {
            JedisWire open = wire;
            if (open != null) {
                try {
                    open.flush();
                } catch (JedisException e) {
                    broken(e);
                }
            }
        }

        /** Bytes have come, or the end. */
        void read() {
            int expected = pending();
            long now = 0;
            JedisWire open = wire;
            for (int i = 0; i < Math.max(1, expected) && open != null && open == wire; i++) {
                String error = null;
                try {
                    open.read();
                } catch (JedisDataException e) {
                    error = String.valueOf(e.getMessage());
                } catch (JedisException e) {
                    broken(e);
                    return;
                }
                if (expected == 0) {
                    broken(new JedisException("a reply that nobody waits for"));
                    return;
                }
                if (i == 0 || !open.moreBuffered()) {
                    now = clock.nanos();
                }
                station.answered(this, error, now);
                if (plan.arrivals() != null && !open.moreBuffered()) {
                    return; // what else is on its way was sent later
                }
            }
        }

        private void broken(JedisException e) {
            disconnect();
            station.lost(this, Station.DISCONNECTED, String.valueOf(e.getMessage()));
        }
    }
}
