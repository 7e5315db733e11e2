package dev.assay.bench.drive;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * When requests are meant to start in an open loop, whatever the system does.
 *
 * @param perSecond of all threads together
 * @param poisson independent users, who sometimes come together; else at equal distances
 */
public record Arrivals(double perSecond, boolean poisson) {
    /** More cannot be told apart by a clock of nanoseconds. */
    private static final double PER_SECOND_MAX = 100_000_000;

    private static final double NANOS = 1e9;

    public Arrivals {
        if (!(perSecond > 0) || perSecond > PER_SECOND_MAX) {
            throw new IllegalArgumentException("rate " + perSecond
                    + " requests per second, expected more than 0 and at most "
                    + (long) PER_SECOND_MAX);
        }
    }

    /** Of {@code 20000}, {@code 20000:constant} or {@code 20000:poisson}. */
    public static Arrivals parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":");
        try {
            if (parts.length == 1) {
                return new Arrivals(Double.parseDouble(parts[0]), false);
            }
            if (parts.length == 2 && (parts[1].equals("constant") || parts[1].equals("poisson"))) {
                return new Arrivals(Double.parseDouble(parts[0]), parts[1].equals("poisson"));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "rate '" + text + "': expected REQUESTS_PER_SECOND, with :constant (default) or"
                + " :poisson behind it";
    }

    /** The same kind at another rate. */
    public Arrivals at(double otherPerSecond) {
        return new Arrivals(otherPerSecond, poisson);
    }

    /** One of several threads' share; the threads of a constant rate take turns. */
    Schedule schedule(int thread, int threads, SplittableRandom random) {
        double interval = NANOS / perSecond * threads;
        double first = poisson ? gap(interval, random) : interval * thread / threads;
        return new Schedule(interval, first, poisson ? random : null);
    }

    private static double gap(double meanNanos, SplittableRandom random) {
        return -Math.log(1 - random.nextDouble()) * meanNanos;
    }

    /** Intended starts, in nanoseconds since the start of the load. Pure; used by one thread. */
    static final class Schedule {
        private final double intervalNanos;
        private final @org.jspecify.annotations.Nullable SplittableRandom random;
        private final double first;
        private long drawn;
        private double next;

        Schedule(
                double intervalNanos,
                double first,
                @org.jspecify.annotations.Nullable SplittableRandom random) {
            this.intervalNanos = intervalNanos;
            this.first = first;
            this.next = first;
            this.random = random;
        }

        /** When the next request is meant to start. */
        long dueNanos() {
            return (long) next;
        }

        void advance() {
            drawn++;
            // A product, not a sum: a rate that is off by rounding would add up.
            next = random == null
                    ? first + drawn * intervalNanos
                    : next + gap(intervalNanos, random);
        }
    }
}
