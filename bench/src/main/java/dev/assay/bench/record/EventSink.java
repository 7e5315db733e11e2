package dev.assay.bench.record;

import dev.assay.checker.history.Event;

import java.io.IOException;

/** Where events go, such as {@code history.jsonl}. Called by one thread at a time. */
@FunctionalInterface
public interface EventSink {
    void accept(Event event) throws IOException;
}
