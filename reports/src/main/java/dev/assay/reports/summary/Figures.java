package dev.assay.reports.summary;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, always with their unit. */
public final class Figures {

    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long KIB = 1024;

    private Figures() {}

    /** {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 node}, {@code 12,345 nodes}. */
    public static String count(long number, String noun) {
        return count(number) + " " + (number == 1 ? noun : noun + "s");
    }

    /** Three digits: {@code 850 µs}, {@code 1.23 ms}, {@code 31.2 s}, {@code 10 min 12 s}. */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) >= 0) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return nanos(duration.toNanos());
    }

    /** The same for a number of nanoseconds. */
    public static String nanos(long nanos) {
        if (nanos < MICROSECOND) {
            return nanos + " ns";
        }
        if (nanos < MILLISECOND) {
            return threeDigits((double) nanos / MICROSECOND) + " µs";
        }
        return nanos < SECOND
                ? threeDigits((double) nanos / MILLISECOND) + " ms"
                : threeDigits((double) nanos / SECOND) + " s";
    }

    /** A moment of a run, to the millisecond: {@code 12.345 s}. */
    public static String moment(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", (double) nanos / SECOND);
    }

    /** {@code 3.8 GiB}. */
    public static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "";
        for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
            if (value < KIB) {
                break;
            }
            value /= KIB;
            unit = next;
        }
        return threeDigits(value) + " " + unit;
    }

    private static String threeDigits(double value) {
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
