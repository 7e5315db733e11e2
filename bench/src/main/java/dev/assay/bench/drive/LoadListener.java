package dev.assay.bench.drive;

import org.HdrHistogram.Histogram;

/** Hears how a load goes on, four times a second, in one thread. */
public interface LoadListener {
    /** Nobody listens. */
    LoadListener NONE = new LoadListener() {};

    /**
     * Latencies of an interval; the histograms are only lent.
     *
     * @param fromNanos on the clock of the load
     */
    default void interval(
            String kind, long fromNanos, long toNanos, Histogram service, Histogram response) {}

    /** How far the load is. */
    default void progress(Progress progress) {}

    /**
     * @param seconds since the start
     * @param ok requests answered without an error until now
     * @param errors requests that failed until now
     * @param intervalSeconds length of the last interval
     * @param intervalOk likewise, in the last interval
     * @param intervalMeanNanos mean service time in the last interval; NaN without requests
     * @param meanNanos mean service time until now; NaN without requests
     * @param intervalP99Nanos of response time, which is service time in a closed loop
     */
    record Progress(
            double seconds,
            long ok,
            long errors,
            double intervalSeconds,
            long intervalOk,
            double intervalMeanNanos,
            double meanNanos,
            long intervalP99Nanos) {}
}
