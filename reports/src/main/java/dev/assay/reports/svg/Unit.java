package dev.assay.reports.svg;

import dev.assay.reports.summary.Figures;

import java.util.Locale;

/** What the numbers of an axis are, and how they are written. */
public enum Unit {
    /** A plain number. */
    COUNT {
        @Override
        public String format(double value) {
            return compact(value);
        }
    },
    /** A number a second. */
    PER_SECOND {
        @Override
        public String format(double value) {
            return compact(value) + " /s";
        }
    },
    /** Nanoseconds, written as what fits. */
    NANOS {
        @Override
        public String format(double value) {
            return Figures.nanos(Math.round(value)).replaceFirst("\\.0+(?= )", "");
        }
    },
    /** Seconds since the start. */
    SECONDS {
        @Override
        public String format(double value) {
            return plain(value) + " s";
        }
    },
    /** {@code 1 / (1 - share)}, so that each nine has the same room: 10 is 90 %, 100 is 99 %. */
    NINES {
        @Override
        public String format(double value) {
            return plain(100 * (1 - 1 / value)) + " %";
        }
    };

    /** With the unit. */
    public abstract String format(double value);

    private static String plain(double value) {
        double rounded = Math.round(value * 1e6) / 1e6;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) rounded)
                : String.valueOf(rounded);
    }

    private static String compact(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return threeDigits(value / 1e9) + " G";
        }
        if (size >= 1e6) {
            return threeDigits(value / 1e6) + " M";
        }
        if (size >= 1e4) {
            return threeDigits(value / 1e3) + " k";
        }
        return plain(size >= 100 ? Math.rint(value) : Math.round(value * 1000) / 1000.0);
    }

    private static String threeDigits(double value) {
        double size = Math.abs(value);
        String text = String.format(
                Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
