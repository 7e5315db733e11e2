package dev.assay.bench.load;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencySink;
import dev.assay.bench.record.Recorder;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One client: takes requests from its generator when they are due, asks its node, records. Runs in a
 * thread of its own until it is stopped; {@link #stop} may be called from any thread.
 *
 * <p>After an unknown outcome it goes on as a new process on a new connection, since the old process
 * may still be at it.
 */
public final class ClientLoop implements Runnable {
    /** Pause after a failure, so that a node that is down is not asked thousands of times. */
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final StoreClient client;
    private final String node;
    private final Generator generator;
    private final Pacer pacer;
    private final Clock clock;
    private final Recorder recorder;
    private final LatencySink latency;
    private final AtomicLong processes;
    private volatile boolean stopped;
    private long process;

    /** @param processes hands out process numbers, one for all clients of a run */
    public ClientLoop(
            StoreClient client,
            String node,
            Generator generator,
            Pacer pacer,
            Clock clock,
            Recorder recorder,
            LatencySink latency,
            AtomicLong processes) {
        this.client = client;
        this.node = node;
        this.generator = generator;
        this.pacer = pacer;
        this.clock = clock;
        this.recorder = recorder;
        this.latency = latency;
        this.processes = processes;
        this.process = processes.getAndIncrement();
    }

    @Override
    public void run() {
        try (client) {
            while (!stopped) {
                long intended = pacer.next(clock.nanos());
                sleepUntil(intended);
                if (!stopped) {
                    step(generator.next(), intended);
                }
            }
        }
    }

    /**
     * Asks these once each, while the loop does not run.
     *
     * @return how many took effect
     */
    public int ask(List<Request> requests) {
        int ok = 0;
        for (Request request : requests) {
            ok += step(request, clock.nanos()) ? 1 : 0;
        }
        return ok;
    }

    /** Asks what its generator ends with; see {@link #ask}. */
    public int askLast() {
        return ask(generator.last());
    }

    /** The node that it is pinned to. */
    public String node() {
        return node;
    }

    private boolean step(Request request, long intended) {
        long invoked = recorder.invoke(process, request, node);
        Outcome outcome = client.invoke(request);
        long completed = recorder.complete(process, request, node, outcome);
        if (outcome instanceof Outcome.Ok ok) {
            latency.record(request.f(), completed - invoked, completed - intended);
            generator.learned(request, ok.value());
        } else if (outcome instanceof Outcome.Unknown) {
            client.close();
            process = processes.getAndIncrement();
        } else if (outcome instanceof Outcome.Failed) {
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        }
        return outcome instanceof Outcome.Ok;
    }

    private void sleepUntil(long nanos) {
        long left;
        while (!stopped && (left = nanos - clock.nanos()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    /** Ends the loop after the request that is under way. */
    public void stop() {
        stopped = true;
    }
}
