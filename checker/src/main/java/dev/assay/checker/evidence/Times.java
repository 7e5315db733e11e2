package dev.assay.checker.evidence;

import dev.assay.checker.history.Operation;

import java.util.List;
import java.util.Locale;

/** Says when something happened, in seconds, or by number where a history has no clock. */
public final class Times {

    /** No recorder writes faster over a whole run; what claims to has line numbers for times. */
    private static final long NANOS_A_LINE_MIN = 100;

    private static final double NANOS_A_SECOND = 1e9;

    private final boolean clock;

    /** Whether there is a clock is seen from the operations. */
    public Times(List<Operation> operations) {
        clock = operations.stream()
                .anyMatch(operation ->
                        operation.invokeNanos() > NANOS_A_LINE_MIN * (operation.index() + 1));
    }

    /** Whether times are times, and not the numbers of lines. */
    public boolean clock() {
        return clock;
    }

    /** A moment in words. */
    public String at(long nanos) {
        if (nanos == Operation.NEVER) {
            return "the end";
        }
        return clock
                ? String.format(Locale.ROOT, "%.3f s", nanos / NANOS_A_SECOND)
                : "event " + nanos;
    }
}
