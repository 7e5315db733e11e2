package dev.assay.reports.chart;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How the throughput of ok operations took a fault.
 *
 * @param before operations a second in the {@link #BASELINE} before the fault, or what there is of
 *     it
 * @param during the same over the whole of the fault
 * @param backAfterStart from the start of the fault, once it showed, until a whole {@link
 *     #BACK_FOR} reached {@link #BACK_SHARE} of the rate before; null when that was not seen before
 *     the end of the run. Zero when the rate never fell below
 * @param backAfterHealing the same from the end of the fault: zero when it was back before
 */
public record Recovery(
        double before,
        double during,
        @Nullable Duration backAfterStart,
        @Nullable Duration backAfterHealing) {

    /** Long enough for a steady rate, short enough to forget the fault before. */
    public static final Duration BASELINE = Duration.ofSeconds(5);

    /** A rate over less swings with every request. */
    public static final Duration BACK_FOR = Duration.ofSeconds(1);

    /** Nine tenths: the rate before swings too. */
    public static final double BACK_SHARE = 0.9;
}
