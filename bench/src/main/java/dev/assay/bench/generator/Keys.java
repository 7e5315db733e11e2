package dev.assay.bench.generator;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which of a number of keys is asked for. Pure but for its own memory; {@link #chooser} makes one
 * for each thread.
 */
public sealed interface Keys {
    /** Draws key numbers, from 0. Used by one thread. */
    @FunctionalInterface
    interface Chooser {
        long next();
    }

    /** How many keys there are. */
    long count();

    Chooser chooser(SplittableRandom random);

    /** Each key as often as every other. */
    record Uniform(long count) implements Keys {
        public Uniform {
            requireCount(count);
        }

        @Override
        public Chooser chooser(SplittableRandom random) {
            return () -> random.nextLong(count);
        }

        @Override
        public String toString() {
            return "uniform:" + count;
        }
    }

    /** One after the other, and over again; threads share the sequence. */
    record Sequential(long count, AtomicLong shared) implements Keys {
        public Sequential {
            requireCount(count);
        }

        @Override
        public Chooser chooser(SplittableRandom random) {
            return () -> shared.getAndIncrement() % count;
        }

        @Override
        public String toString() {
            return "sequential:" + count;
        }
    }

    /** One key takes a share of all requests, the others are uniform. */
    record HotKey(long count, int hotPercent) implements Keys {
        private static final int ALL = 100;

        public HotKey {
            requireCount(count);
            if (hotPercent < 0 || hotPercent > ALL) {
                throw new IllegalArgumentException(
                        "hot key: " + hotPercent + " %, expected 0 to 100");
            }
        }

        @Override
        public Chooser chooser(SplittableRandom random) {
            return () -> random.nextInt(ALL) < hotPercent ? 0 : random.nextLong(count);
        }

        @Override
        public String toString() {
            return "hot:" + count + ":" + hotPercent;
        }
    }

    /** Few keys often, many seldom; which ones is scattered over the key space. */
    record Zipfian(long count, double theta) implements Keys {
        /** YCSB's constant. */
        public static final double THETA = 0.99;

        public Zipfian {
            requireCount(count);
            if (!(theta > 0 && theta < 1)) {
                throw new IllegalArgumentException(
                        "zipfian: constant " + theta + ", expected one between 0 and 1");
            }
        }

        @Override
        public Chooser chooser(SplittableRandom random) {
            Ranks ranks = Ranks.of(count, theta);
            return () -> Long.remainderUnsigned(scatter(ranks.draw(random)), count);
        }

        @Override
        public String toString() {
            return "zipfian:" + count + ":" + theta;
        }
    }

    /** The newest keys most often, by a zipfian distribution; new ones come by inserts. */
    record Latest(long count, AtomicLong inserted) implements Keys {
        public Latest {
            requireCount(count);
        }

        @Override
        public Chooser chooser(SplittableRandom random) {
            Ranks ranks = Ranks.of(count, Zipfian.THETA);
            return () -> Math.max(0, inserted.get() - 1 - ranks.draw(random));
        }

        @Override
        public String toString() {
            return "latest:" + count;
        }
    }

    /**
     * Of a text such as {@code uniform:100000}, {@code zipfian:100000}, {@code zipfian:100000:0.9},
     * {@code hot:100000:50} (half of the requests go to one key) or {@code sequential:100000}.
     */
    static Keys parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":");
        try {
            if (parts.length == 2 || parts.length == 3) {
                long count = Long.parseLong(parts[1]);
                if (parts[0].equals("zipfian")) {
                    return new Zipfian(
                            count,
                            parts.length == 3 ? Double.parseDouble(parts[2]) : Zipfian.THETA);
                }
                if (parts[0].equals("hot") && parts.length == 3) {
                    return new HotKey(count, Integer.parseInt(parts[2]));
                }
                if (parts[0].equals("uniform") && parts.length == 2) {
                    return new Uniform(count);
                }
                if (parts[0].equals("sequential") && parts.length == 2) {
                    return new Sequential(count, new AtomicLong());
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "keys '" + text + "': expected uniform:N, zipfian:N, zipfian:N:CONSTANT,"
                + " hot:N:PERCENT or sequential:N";
    }

    private static void requireCount(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("keys: " + count + ", expected 1 or more");
        }
    }

    /** The 64-bit finaliser of MurmurHash3, so that the hot ranks are not neighbours. */
    private static long scatter(long rank) {
        long x = rank + 1;
        x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return x ^ (x >>> 33);
    }

    /**
     * Ranks by a zipfian distribution in constant time each: Gray et al., Quickly Generating
     * Billion-Record Synthetic Databases, SIGMOD 1994, section 3.2.
     */
    final class Ranks {
        private final long count;
        private final double theta;
        private final double zetaN;
        private final double alpha;
        private final double eta;

        private Ranks(long count, double theta) {
            this.count = count;
            this.theta = theta;
            this.zetaN = zeta(count, theta);
            this.alpha = 1 / (1 - theta);
            this.eta = (1 - Math.pow(2.0 / count, 1 - theta)) / (1 - zeta(2, theta) / zetaN);
        }

        static Ranks of(long count, double theta) {
            return new Ranks(count, theta);
        }

        private static double zeta(long n, double theta) {
            // Exact up to a bound, then the integral: a billion powers would take a minute.
            long exact = Math.min(n, 1_000_000);
            double sum = 0;
            for (long i = 1; i <= exact; i++) {
                sum += Math.pow(i, -theta);
            }
            return sum + (Math.pow(n, 1 - theta) - Math.pow(exact, 1 - theta)) / (1 - theta);
        }

        long draw(SplittableRandom random) {
            if (count == 1) {
                return 0;
            }
            double u = random.nextDouble();
            double uz = u * zetaN;
            if (uz < 1) {
                return 0;
            }
            if (uz < 1 + Math.pow(0.5, theta)) {
                return 1;
            }
            return Math.min(count - 1, (long) (count * Math.pow(eta * u - eta + 1, alpha)));
        }
    }
}
