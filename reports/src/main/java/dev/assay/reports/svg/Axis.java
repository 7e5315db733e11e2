package dev.assay.reports.svg;

import java.util.Objects;

/**
 * One axis.
 *
 * @param label what it counts, in words
 * @param logarithmic whether each power of ten has the same room; values must be above 0 then
 */
public record Axis(String label, Unit unit, boolean logarithmic) {

    public Axis {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
    }

    public static Axis linear(String label, Unit unit) {
        return new Axis(label, unit, false);
    }

    public static Axis logarithmic(String label, Unit unit) {
        return new Axis(label, unit, true);
    }
}
