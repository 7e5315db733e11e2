package dev.assay.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class DifferenceTest {
    private static final List<Double> FIRST = List.of(100.0, 102.0, 98.0, 101.0, 99.0);

    @Test
    void a_clear_loss_is_a_regression_and_a_clear_gain_is_none() {
        Difference loss = Difference.of(FIRST, List.of(80.0, 82.0, 78.0, 81.0, 79.0));
        assertThat(loss.ratio()).isCloseTo(0.8, within(1e-9));
        // Welch: standard error sqrt(0.5 + 0.5) = 1, 8 degrees of freedom, t(0.995) = 3.3554
        assertThat(loss.low()).isCloseTo(0.8 - 0.033554, within(1e-5));
        assertThat(loss.high()).isCloseTo(0.8 + 0.033554, within(1e-5));
        assertThat(loss.isRegression(0.05, true)).isTrue();
        assertThat(loss.isRegression(0.05, false)).as("of times").isFalse();
        assertThat(loss.isRegression(0.25, true)).as("within the threshold").isFalse();
    }

    @Test
    void what_noise_leaves_open_is_no_regression() {
        Difference noise = Difference.of(FIRST, List.of(140.0, 50.0, 60.0, 130.0, 70.0));
        assertThat(noise.ratio()).isLessThan(0.95);
        assertThat(noise.isRegression(0.05, true)).isFalse();
    }

    @Test
    void one_sample_has_no_interval() {
        Difference one = Difference.of(List.of(100.0), List.of(90.0));
        assertThat(one.low()).isNaN();
        assertThat(one.isRegression(0.05, true)).isTrue();
    }
}
