package dev.assay.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.system.SystemCatalog;
import dev.assay.reports.run.Expectation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.SplittableRandom;

class CatalogTest {
    @SuppressWarnings("unused")
    static List<Scenario> scenarios() {
        return Catalog.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_scenario_names_a_system_that_can_be_read(Scenario scenario) {
        assertThat(SystemCatalog.load(scenario.system()).nodes()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_scenario_breaks_something_and_draws_the_same_from_the_same_seed(Scenario scenario) {
        List<Step> steps = scenario.schedule().steps(new SplittableRandom(5));
        assertThat(steps).isNotEmpty();
        assertThat(scenario.schedule().steps(new SplittableRandom(5))).isEqualTo(steps);
    }

    @Test
    void names_are_unique_and_controls_are_there() {
        assertThat(Catalog.all().stream().map(Scenario::name)).doesNotHaveDuplicates();
        assertThat(Catalog.all().stream().filter(s -> s.expectation() == Expectation.INVALID))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void the_mixed_schedule_follows_the_seed() {
        Schedule mixed = Catalog.find("mixed").orElseThrow().schedule();
        assertThat(mixed.steps(new SplittableRandom(1)))
                .isNotEqualTo(mixed.steps(new SplittableRandom(2)));
    }

    @Test
    void a_scenario_that_has_to_be_valid_has_one_attempt() {
        Scenario valid = Catalog.find("mixed").orElseThrow();
        assertThatThrownBy(() -> new Scenario(
                        valid.name(),
                        valid.summary(),
                        valid.system(),
                        Expectation.VALID,
                        valid.workload(),
                        valid.schedule(),
                        2))
                .hasMessageContaining("trying again would hide a fault");
    }
}
