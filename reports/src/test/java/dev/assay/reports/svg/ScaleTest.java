package dev.assay.reports.svg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ScaleTest {

    private static final Axis LINEAR = Axis.linear("x", Unit.COUNT);
    private static final Axis LOGARITHMIC = Axis.logarithmic("x", Unit.NANOS);

    @Test
    void aLinearAxisBeginsAtZeroAndEndsRound() {
        Scale scale = Scale.around(LINEAR, List.of(320.0, 87.0), 0, 100);
        assertThat(scale.ticks()).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0);
        assertThat(scale.place(200)).isEqualTo(50);
    }

    @Test
    void aLogarithmicAxisGivesEachPowerOfTenTheSameRoom() {
        Scale scale = Scale.around(LOGARITHMIC, List.of(2e3, 8e5), 100, 0);
        assertThat(scale.ticks()).containsExactly(1e3, 1e4, 1e5, 1e6);
        assertThat(scale.place(1e3)).isEqualTo(100);
        assertThat(scale.place(1e6)).isZero();
    }

    @Test
    void nothingAndOneValueAreAxesToo() {
        assertThat(Scale.around(LINEAR, List.of(), 0, 100).ticks()).isNotEmpty();
        assertThat(Scale.around(LINEAR, List.of(0.0), 0, 100).ticks()).isNotEmpty();
        assertThat(Scale.around(LOGARITHMIC, List.of(1e3), 0, 100).ticks()).hasSize(2);
        assertThat(Scale.around(LOGARITHMIC, List.of(0.0), 0, 100).ticks()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "COUNT, 0, 0",
        "COUNT, 950, 950",
        "COUNT, 12500, 12.5 k",
        "PER_SECOND, 2500000, 2.5 M /s",
        "NANOS, 1000, 1 µs",
        "NANOS, 1500000, 1.50 ms",
        "SECONDS, 0.5, 0.5 s",
        "NINES, 1, 0 %",
        "NINES, 10, 90 %",
        "NINES, 1000, 99.9 %"
    })
    void numbersCarryTheirUnit(Unit unit, double value, String text) {
        assertThat(unit.format(value)).isEqualTo(text);
    }
}
