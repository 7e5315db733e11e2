package dev.assay.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

class ArrivalsTest {
    @Test
    void threads_of_a_constant_rate_take_turns() {
        Arrivals arrivals = Arrivals.parse("1000");
        assertThat(due(arrivals, 0, 2, 3)).containsExactly(0, 2_000_000, 4_000_000);
        assertThat(due(arrivals, 1, 2, 3)).containsExactly(1_000_000, 3_000_000, 5_000_000);
    }

    @Test
    void a_rate_that_is_no_whole_interval_does_not_drift() {
        long[] due = due(Arrivals.parse("30000"), 0, 1, 3_000_001);
        assertThat(due[3_000_000]).isCloseTo(100_000_000_000L, within(1L));
    }

    @Test
    void poisson_arrivals_have_the_mean_and_the_spread_of_their_rate() {
        long[] due = due(Arrivals.parse("1000:poisson"), 0, 1, 100_000);
        double mean = due[99_999] / 99_999.0;
        assertThat(mean).isCloseTo(1_000_000, within(20_000.0));
        double squares = 0;
        for (int i = 1; i < due.length; i++) {
            squares += Math.pow(due[i] - due[i - 1] - mean, 2);
        }
        assertThat(Math.sqrt(squares / due.length)).isCloseTo(mean, within(mean * 0.05));
    }

    private static long[] due(Arrivals arrivals, int thread, int threads, int count) {
        Arrivals.Schedule schedule = arrivals.schedule(thread, threads, new SplittableRandom(3));
        return LongStream.range(0, count)
                .map(i -> {
                    long at = schedule.dueNanos();
                    schedule.advance();
                    return at;
                })
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "10:uniform", "1:constant:2", "NaN"})
    void bad_rates_are_refused(String text) {
        assertThatThrownBy(() -> Arrivals.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
