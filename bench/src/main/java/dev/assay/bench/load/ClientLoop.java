package dev.assay.bench.load;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.generator.RegisterGenerator;
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
    private final RegisterGenerator generator;
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
            RegisterGenerator generator,
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

    /** Reads each key once, after the load: what the system ends with must fit what it said before. */
    public void readAll(List<String> keys) {
        for (String key : keys) {
            step(new Request.Read(key), clock.nanos());
        }
    }

    private void step(Request request, long intended) {
        long invoked = recorder.invoke(process, request, node);
        Outcome outcome = client.invoke(request);
        long completed = recorder.complete(process, request, node, outcome);
        if (outcome instanceof Outcome.Ok ok) {
            latency.record(request.f(), completed - invoked, completed - intended);
            learn(request, ok);
        } else if (outcome instanceof Outcome.Unknown) {
            client.close();
            process = processes.getAndIncrement();
        } else if (outcome instanceof Outcome.Failed) {
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private void learn(Request request, Outcome.Ok ok) {
        if (ok.value() instanceof Long value) {
            generator.saw(request.key(), value);
        } else if (request instanceof Request.Cas cas) {
            generator.saw(cas.key(), cas.to());
        }
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
