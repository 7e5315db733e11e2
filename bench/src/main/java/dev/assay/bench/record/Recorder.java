package dev.assay.bench.record;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records the operations of all clients of a run. Thread-safe.
 *
 * <p>An event's time is taken and the event is written under one lock, so that the order of the file
 * is the order of the times; the invocation is recorded before its request is sent and the completion
 * after its reply was read, so that the recorded interval encloses the real one.
 */
public final class Recorder {
    /** The error of a compare-and-set that compared unequal: its failure tells what was not there. */
    public static final String CAS_MISMATCH = "cas-mismatch";

    private final Clock clock;
    private final EventSink sink;
    private final Object order = new Object();
    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong fail = new AtomicLong();
    private final AtomicLong info = new AtomicLong();

    public Recorder(Clock clock, EventSink sink) {
        this.clock = clock;
        this.sink = sink;
    }

    /**
     * Records that a request is about to be sent.
     *
     * @return the time that was written
     */
    public long invoke(long process, Request request, String node) {
        return append(process, EventType.INVOKE, request, request.argument(), node, null);
    }

    /**
     * Records what came of it.
     *
     * @return the time that was written
     */
    public long complete(long process, Request request, String node, Outcome outcome) {
        if (outcome instanceof Outcome.Ok done) {
            ok.incrementAndGet();
            return append(process, EventType.OK, request, done.value(), node, null);
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            info.incrementAndGet();
            return append(
                    process, EventType.INFO, request, request.argument(), node, unknown.error());
        }
        fail.incrementAndGet();
        String error = outcome instanceof Outcome.Failed failed ? failed.error() : CAS_MISMATCH;
        return append(process, EventType.FAIL, request, request.argument(), node, error);
    }

    private long append(
            long process,
            EventType type,
            Request request,
            @Nullable Object value,
            String node,
            @Nullable String error) {
        synchronized (order) {
            long now = clock.nanos();
            try {
                sink.accept(new Event(
                        now, process, type, request.f(), request.key(), value, node, error));
            } catch (IOException e) {
                throw new UncheckedIOException("the history cannot be written", e);
            }
            return now;
        }
    }

    /** How many operations completed ok so far. */
    public long ok() {
        return ok.get();
    }

    /** How many failed so far. */
    public long fail() {
        return fail.get();
    }

    /** How many are of unknown outcome so far. */
    public long info() {
        return info.get();
    }
}
