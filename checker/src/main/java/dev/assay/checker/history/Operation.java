package dev.assay.checker.history;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * An invocation together with its completion.
 *
 * @param index position of the invocation in the history, from 0
 * @param invokeNanos when it was invoked
 * @param returnNanos when it completed; {@link #NEVER} for an unknown outcome, which stays open
 * @param outcome {@link EventType#OK}, {@link EventType#FAIL} or {@link EventType#INFO}
 * @param input argument, in the value types of {@link Event#value}
 * @param output result of an ok (or, for models that look at it, of a fail); null otherwise
 * @param raftIndex where in the system's log it took effect, or {@link Event#NO_INDEX}; a hint
 */
public record Operation(
        long index,
        long process,
        String f,
        @Nullable String key,
        @Nullable Object input,
        @Nullable Object output,
        long invokeNanos,
        long returnNanos,
        EventType outcome,
        @Nullable String node,
        @Nullable String error,
        long raftIndex) {

    /** Without a place in a log. */
    public Operation(
            long index,
            long process,
            String f,
            @Nullable String key,
            @Nullable Object input,
            @Nullable Object output,
            long invokeNanos,
            long returnNanos,
            EventType outcome,
            @Nullable String node,
            @Nullable String error) {
        this(
                index,
                process,
                f,
                key,
                input,
                output,
                invokeNanos,
                returnNanos,
                outcome,
                node,
                error,
                Event.NO_INDEX);
    }

    /** Return time of an operation that may take effect at any later time. */
    public static final long NEVER = Long.MAX_VALUE;

    public Operation {
        Objects.requireNonNull(f, "f");
        if (outcome == EventType.INVOKE) {
            throw new IllegalArgumentException("outcome invoke: expected ok, fail or info");
        }
        if (returnNanos < invokeNanos) {
            throw new IllegalArgumentException("operation " + index + " returned at " + returnNanos
                    + " ns, before its invocation at " + invokeNanos + " ns");
        }
    }
}
