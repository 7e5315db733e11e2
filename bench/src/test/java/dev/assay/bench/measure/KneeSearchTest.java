package dev.assay.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KneeSearchTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 999, 1_000, 1_234, 87_000, 1_500_000})
    void the_knee_is_found_from_below_within_five_percent(double knee) {
        KneeSearch search = new KneeSearch(1_000);
        int steps = 0;
        while (search.unfinished()) {
            double rate = search.rate();
            search.tried(rate, rate <= knee);
            steps++;
        }
        assertThat(search.best()).isLessThanOrEqualTo(knee);
        if (knee >= 1) {
            assertThat(search.best()).isGreaterThan(knee / 1.06);
        } else {
            assertThat(search.best()).isZero();
        }
        assertThat(steps).isLessThan(KneeSearch.STEPS_MAX);
    }
}
