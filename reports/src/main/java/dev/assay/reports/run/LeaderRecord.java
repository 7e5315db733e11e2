package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code leaders.jsonl}: who led from a moment on, as the harness saw it from outside,
 * so that the real change was a little earlier.
 *
 * @param timeNanos when it was seen, on the clock of {@link
 *     dev.assay.checker.history.Event#timeNanos}
 * @param node that leads; null when no node said so
 * @param term its term, 0 where the system has none or nobody leads
 */
public record LeaderRecord(long timeNanos, @Nullable String node, long term) {

    public LeaderRecord {
        if (term < 0) {
            throw new IllegalArgumentException("term " + term + ": expected 0 or more");
        }
    }
}
