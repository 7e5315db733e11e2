package dev.assay.checker.history;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * One line of {@code history.jsonl}: an operation begins or completes.
 *
 * @param timeNanos {@code System.nanoTime} of the recording JVM, relative to the start of the run;
 *     taken before the request is sent (invoke) and after the reply was read (completion), so that
 *     the recorded interval encloses the real one
 * @param process a logical client: has at most one operation open, and never acts again after an
 *     {@link EventType#INFO}
 * @param f the function: {@code read}, {@code write}, {@code cas}, ...
 * @param key the object that the operation is on, or null for the only one
 * @param value what JSON can say: null, Boolean, Long, Double, String or an immutable List of these;
 *     of an invocation the argument, of an ok completion the result (a write repeats its argument)
 * @param node the node asked, for people; null where it does not matter
 * @param error why it failed or is unknown, for people; null for invoke and ok
 * @param raftIndex of a completion, where in the log of the system it took effect (of a read: what
 *     was applied when it was served), or {@link #NO_INDEX}. A hint for the search, which verifies it:
 *     a wrong one costs time and never a verdict
 */
public record Event(
        long timeNanos,
        long process,
        EventType type,
        String f,
        @Nullable String key,
        @Nullable Object value,
        @Nullable String node,
        @Nullable String error,
        long raftIndex) {

    /** No place in a log is known. */
    public static final long NO_INDEX = -1;

    /** Without a place in a log. */
    public Event(
            long timeNanos,
            long process,
            EventType type,
            String f,
            @Nullable String key,
            @Nullable Object value,
            @Nullable String node,
            @Nullable String error) {
        this(timeNanos, process, type, f, key, value, node, error, NO_INDEX);
    }

    public Event {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(f, "f");
        if (process < 0) {
            throw new IllegalArgumentException("process " + process + ": expected 0 or more");
        }
        if (raftIndex < NO_INDEX) {
            throw new IllegalArgumentException("raftIndex " + raftIndex + ": expected 0 or more");
        }
    }
}
