package dev.assay.bench.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** How long values are. */
public sealed interface Sizes {
    /** Redis' own limit of a value, 512 MiB; more cannot be stored. */
    int BYTES_MAX = 512 * 1024 * 1024;

    /** Draws a size in bytes. */
    int draw(SplittableRandom random);

    /** The longest that can be drawn. */
    int max();

    /** For reports: {@code 3 bytes}. */
    String words();

    record Fixed(int bytes) implements Sizes {
        public Fixed {
            requireBytes(bytes);
        }

        @Override
        public int draw(SplittableRandom random) {
            return bytes;
        }

        @Override
        public int max() {
            return bytes;
        }

        @Override
        public String words() {
            return bytes + " bytes";
        }
    }

    record Uniform(int from, int to) implements Sizes {
        public Uniform {
            requireBytes(from);
            requireBytes(to);
            if (from > to) {
                throw new IllegalArgumentException(
                        "value sizes " + from + ".." + to + ": expected the smaller one first");
            }
        }

        @Override
        public int draw(SplittableRandom random) {
            return random.nextInt(from, to + 1);
        }

        @Override
        public int max() {
            return to;
        }

        @Override
        public String words() {
            return from + " to " + to + " bytes, uniform";
        }
    }

    /** Some sizes, each with a weight. */
    record Weighted(List<Integer> bytes, List<Integer> weights) implements Sizes {
        public Weighted {
            bytes = List.copyOf(bytes);
            weights = List.copyOf(weights);
            bytes.forEach(Sizes::requireBytes);
            if (weights.stream().anyMatch(weight -> weight < 1)) {
                throw new IllegalArgumentException(
                        "value sizes: weights " + weights + ", expected 1 or more each");
            }
        }

        @Override
        public int draw(SplittableRandom random) {
            int dice =
                    random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
            int i = 0;
            while (dice >= weights.get(i)) {
                dice -= weights.get(i++);
            }
            return bytes.get(i);
        }

        @Override
        public int max() {
            return bytes.stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        @Override
        public String words() {
            return bytes + " bytes, weights " + weights;
        }
    }

    /** Of a text such as {@code 100}, {@code 10..1000} or {@code 100=90,10000=10}. */
    static Sizes parse(String text) {
        try {
            if (text.contains("=")) {
                List<Integer> bytes = new ArrayList<>();
                List<Integer> weights = new ArrayList<>();
                for (String part : text.split(",")) {
                    String[] sides = part.split("=", 2);
                    bytes.add(Integer.parseInt(sides[0]));
                    weights.add(Integer.parseInt(sides[1]));
                }
                return new Weighted(bytes, weights);
            }
            int dots = text.indexOf("..");
            if (dots > 0) {
                return new Uniform(
                        Integer.parseInt(text.substring(0, dots)),
                        Integer.parseInt(text.substring(dots + 2)));
            }
            return new Fixed(Integer.parseInt(text));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "value size '%s': expected BYTES, FROM..TO or BYTES=WEIGHT,BYTES=WEIGHT",
                            text),
                    e);
        }
    }

    private static void requireBytes(int bytes) {
        if (bytes < 1 || bytes > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "value size: " + bytes + " bytes, expected 1 to " + BYTES_MAX);
        }
    }
}
