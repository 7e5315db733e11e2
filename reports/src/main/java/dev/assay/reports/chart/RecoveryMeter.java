package dev.assay.reports.chart;

import dev.assay.reports.run.FaultRecord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts ok answers in fine buckets, and reads each fault's {@link Recovery} off them. */
final class RecoveryMeter {

    /** A tenth of a second tells an election; a run of 16 minutes fits before buckets grow. */
    private static final long WIDTH_NANOS = 100_000_000;

    private static final int BUCKETS_LIMIT = 10_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final FoldingBuckets<long[]> ok =
            new FoldingBuckets<>(WIDTH_NANOS, BUCKETS_LIMIT, () -> new long[1], (first, second) -> {
                first[0] += second[0];
                return first;
            });

    void ok(long timeNanos) {
        ok.at(timeNanos)[0]++;
    }

    List<Recovery> recoveries(List<FaultRecord> faults, long firstNanos, long endNanos) {
        List<Recovery> recoveries = new ArrayList<>();
        for (FaultRecord fault : faults) {
            recoveries.add(recovery(fault, firstNanos, endNanos));
        }
        return recoveries;
    }

    private Recovery recovery(FaultRecord fault, long firstNanos, long endNanos) {
        long start = Math.max(0, fault.startNanos());
        long baselineStart = Math.max(firstNanos, start - Recovery.BASELINE.toNanos());
        double before = rate(baselineStart, start);
        double during = rate(start, Math.min(fault.endNanos(), endNanos));
        long back = backAt(start, before * Recovery.BACK_SHARE, endNanos);
        boolean seen = before > 0 && back >= 0;
        return new Recovery(
                before,
                during,
                seen ? Duration.ofNanos(back - start) : null,
                seen ? Duration.ofNanos(Math.max(0, back - fault.endNanos())) : null);
    }

    /**
     * From when on the rate is at its level again after it first fell below; the start when it never
     * fell, -1 when it did not come back.
     */
    private long backAt(long start, double level, long endNanos) {
        long span = Recovery.BACK_FOR.toNanos();
        long width = ok.widthNanos();
        boolean fell = false;
        for (long from = start; from + span <= endNanos; from += width) {
            boolean high = rate(from, from + span) >= level;
            if (fell && high) {
                return from;
            }
            fell |= !high;
        }
        return fell ? -1 : start;
    }

    /** Ok answers a second in the buckets that begin in this time. */
    private double rate(long from, long to) {
        if (to <= from) {
            return 0;
        }
        long width = ok.widthNanos();
        int first = (int) (from / width);
        int last = Math.max(first + 1, (int) (to / width));
        long count = 0;
        for (int i = first; i < Math.min(last, ok.buckets().size()); i++) {
            count += ok.buckets().get(i)[0];
        }
        return count / ((last - first) * width / NANOS_PER_SECOND);
    }
}
