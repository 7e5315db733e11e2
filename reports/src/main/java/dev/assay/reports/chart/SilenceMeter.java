package dev.assay.reports.chart;

import dev.assay.reports.run.FaultRecord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * For each fault, the longest time without any ok completion that overlaps it: how long the system
 * as a whole was not available.
 */
final class SilenceMeter {

    private final List<FaultRecord> faults;
    private final long[] longestNanos;
    private long lastOkNanos;

    SilenceMeter(List<FaultRecord> faults) {
        this.faults = faults;
        this.longestNanos = new long[faults.size()];
    }

    void ok(long timeNanos) {
        gapUntil(timeNanos);
        lastOkNanos = Math.max(lastOkNanos, timeNanos);
    }

    private void gapUntil(long timeNanos) {
        long gap = timeNanos - lastOkNanos;
        for (int i = 0; i < longestNanos.length; i++) {
            if (gap > longestNanos[i]
                    && faults.get(i).startNanos() < timeNanos
                    && faults.get(i).endNanos() > lastOkNanos) {
                longestNanos[i] = gap;
            }
        }
    }

    /** In the order of the faults; a silence that never ended counts up to the end of the run. */
    List<Duration> silences(long endNanos) {
        gapUntil(endNanos);
        List<Duration> silences = new ArrayList<>();
        for (long nanos : longestNanos) {
            silences.add(Duration.ofNanos(nanos));
        }
        return silences;
    }
}
