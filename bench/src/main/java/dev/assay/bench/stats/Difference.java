package dev.assay.bench.stats;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.List;

/**
 * How much a second series of samples differs from a first, with a confidence interval by Welch's t
 * test, which does not ask that both vary alike.
 *
 * @param ratio mean of the second over the mean of the first
 * @param low lower end of the 99 % confidence interval of the ratio; NaN with fewer than two samples
 *     on a side
 * @param high its upper end
 */
public record Difference(double ratio, double low, double high) {
    private static final double CONFIDENCE = 0.99;

    /** Of two series; the first mean must not be 0. */
    public static Difference of(List<Double> first, List<Double> second) {
        double mean = mean(first);
        double other = mean(second);
        if (mean == 0) {
            return new Difference(Double.NaN, Double.NaN, Double.NaN);
        }
        if (first.size() < 2 || second.size() < 2) {
            return new Difference(other / mean, Double.NaN, Double.NaN);
        }
        double a = variance(first, mean) / first.size();
        double b = variance(second, other) / second.size();
        double error = Math.sqrt(a + b);
        if (error == 0) {
            return new Difference(other / mean, other / mean, other / mean);
        }
        // Welch and Satterthwaite
        double freedom =
                (a + b) * (a + b) / (a * a / (first.size() - 1) + b * b / (second.size() - 1));
        double t = TDistribution.of(freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double half = t * error;
        return new Difference(other / mean, (other - half) / mean, (other + half) / mean);
    }

    /** Surely worse by more than a part, where more is better (or less, for times). */
    public boolean isRegression(double threshold, boolean moreIsBetter) {
        if (Double.isNaN(low)) {
            return moreIsBetter ? ratio < 1 - threshold : ratio > 1 + threshold;
        }
        return moreIsBetter ? ratio < 1 - threshold && high < 1 : ratio > 1 + threshold && low > 1;
    }

    private static double mean(List<Double> samples) {
        return samples.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double variance(List<Double> samples, double mean) {
        return samples.stream()
                        .mapToDouble(sample -> (sample - mean) * (sample - mean))
                        .sum()
                / (samples.size() - 1);
    }
}
