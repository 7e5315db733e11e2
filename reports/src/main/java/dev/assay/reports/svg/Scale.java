package dev.assay.reports.svg;

import java.util.ArrayList;
import java.util.List;

/** Where the values of an axis lie, in pixels. */
final class Scale {

    private static final int TICKS = 6;

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    private Scale(boolean logarithmic, double low, double high, double from, double to) {
        this.logarithmic = logarithmic;
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
    }

    /**
     * Takes in all values; a linear axis begins at 0, a logarithmic one at a power of ten.
     *
     * @param from the pixel of the lowest value
     * @param to the pixel of the highest
     */
    static Scale around(Axis axis, List<Double> values, double from, double to) {
        double least = values.stream()
                .filter(value -> !axis.logarithmic() || value > 0)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        if (axis.logarithmic()) {
            double low = Math.pow(10, Math.floor(Math.log10(least)));
            double high = Math.pow(10, Math.ceil(Math.log10(Math.max(most, least))));
            return new Scale(true, low, high > low ? high : low * 10, from, to);
        }
        // Nothing but zeros: any room will do, but some there must be.
        double top = most > 0 ? most : 1;
        double step = step(top);
        return new Scale(false, Math.min(0, least), Math.ceil(top / step) * step, from, to);
    }

    /** Ends exactly with the values: for time, which is not to end in a gap. */
    static Scale exactly(double low, double high, double from, double to) {
        return new Scale(false, low, high > low ? high : low + 1, from, to);
    }

    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
        for (double factor : new double[] {1, 2, 5}) {
            if (span / (power * factor) <= TICKS) {
                return power * factor;
            }
        }
        return power * 10;
    }

    double place(double value) {
        double share = logarithmic
                ? Math.log10(Math.max(value, low) / low) / Math.log10(high / low)
                : (value - low) / (high - low);
        return from + Math.min(1, Math.max(0, share)) * (to - from);
    }

    /** Round values, from low to high. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double value = low; value <= high * 1.001; value *= 10) {
                ticks.add(value);
            }
            return ticks;
        }
        double step = step(high - low);
        for (long i = (long) Math.ceil(low / step); i * step <= high + step / 1e6; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
