package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One line of {@code faults.jsonl}: what was broken, for how long, and whether it mattered.
 *
 * @param name of the fault, such as {@code leader-isolated}
 * @param startNanos when injecting began, on the clock of {@link
 *     dev.assay.checker.history.Event#timeNanos}
 * @param endNanos when healing had ended, on the same clock
 * @param targets nodes or links ({@code n1->n2}) that it hit
 * @param parameters settings with their units, in the order in which to show them
 * @param effect what was observed of it, such as {@code 312 bytes dropped, new leader n2 after 410
 *     ms}; null when nothing was, which makes the run's verdict unknown
 * @param okDuring operations that were invoked during the fault and answered ok
 * @param healed whether the health check after it passed
 * @param error what went wrong when injecting or healing; null when nothing did
 */
public record FaultRecord(
        String name,
        long startNanos,
        long endNanos,
        List<String> targets,
        Map<String, String> parameters,
        @Nullable String effect,
        long okDuring,
        boolean healed,
        @Nullable String error) {

    public FaultRecord {
        Objects.requireNonNull(name, "name");
        targets = List.copyOf(targets);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (endNanos < startNanos) {
            throw new IllegalArgumentException("fault '" + name + "' ended at " + endNanos
                    + " ns, before its start at " + startNanos + " ns");
        }
        if (okDuring < 0) {
            throw new IllegalArgumentException(
                    "fault '" + name + "': okDuring " + okDuring + ": expected 0 or more");
        }
    }
}
