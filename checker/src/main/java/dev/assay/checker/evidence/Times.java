package dev.assay.checker.evidence;

import dev.assay.checker.history.Operation;

import java.util.List;
import java.util.Locale;

/** Says when something happened, in seconds, or by number where a history has no clock. */
final class Times {

    /** An invocation and a completion a line, and some room for what was left out. */
    private static final long NANOS_A_LINE_WITHOUT_CLOCK = 4;

    private static final double NANOS_A_SECOND = 1e9;

    private final boolean clock;

    /** A history that advances by a nanosecond a line has line numbers for times. */
    Times(List<Operation> operations) {
        clock = operations.stream()
                .anyMatch(operation -> operation.invokeNanos()
                        > NANOS_A_LINE_WITHOUT_CLOCK * (operation.index() + 1));
    }

    String at(long nanos) {
        if (nanos == Operation.NEVER) {
            return "the end";
        }
        return clock
                ? String.format(Locale.ROOT, "%.3f s", nanos / NANOS_A_SECOND)
                : "event " + nanos;
    }
}
