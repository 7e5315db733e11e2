package dev.assay.reports.chart;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes spans of events that stream by, whatever the history is like: a completion without an
 * invocation becomes a span without length, and a process that invokes twice leaves the first open.
 * For one thread.
 */
public final class SpanReader {

    private static final String STILL_OPEN = "still open when the history ends";

    private record Invocation(long index, Event event) {}

    private final Consumer<Span> spans;
    private final Map<Long, Invocation> open = new HashMap<>();
    private long index;
    private long lastNanos;

    /** @param spans receives each span when it is complete */
    public SpanReader(Consumer<Span> spans) {
        this.spans = spans;
    }

    public void add(Event event) {
        lastNanos = Math.max(lastNanos, event.timeNanos());
        if (event.type() == EventType.INVOKE) {
            Invocation before = open.put(event.process(), new Invocation(index++, event));
            if (before != null) {
                neverCompleted(before);
            }
            return;
        }
        Invocation begun = open.remove(event.process());
        Invocation from = begun == null ? new Invocation(index++, event) : begun;
        long began = Math.min(from.event().timeNanos(), event.timeNanos());
        spans.accept(new Span(
                new Operation(
                        from.index(),
                        event.process(),
                        event.f(),
                        event.key(),
                        from.event().value(),
                        event.type() == EventType.OK ? event.value() : null,
                        began,
                        event.type() == EventType.INFO ? Operation.NEVER : event.timeNanos(),
                        event.type(),
                        event.node() == null ? from.event().node() : event.node(),
                        event.error()),
                event.timeNanos()));
    }

    /** Hands over what is still open: an operation that never completed may have taken effect. */
    public void end() {
        List<Invocation> rest = new ArrayList<>(open.values());
        rest.sort(Comparator.comparingLong(Invocation::index));
        rest.forEach(this::neverCompleted);
        open.clear();
    }

    private void neverCompleted(Invocation invocation) {
        Event event = invocation.event();
        spans.accept(new Span(
                new Operation(
                        invocation.index(),
                        event.process(),
                        event.f(),
                        event.key(),
                        event.value(),
                        null,
                        event.timeNanos(),
                        Operation.NEVER,
                        EventType.INFO,
                        event.node(),
                        STILL_OPEN),
                Math.max(lastNanos, event.timeNanos())));
    }

    /** The time of the latest event so far. */
    public long lastNanos() {
        return lastNanos;
    }
}
