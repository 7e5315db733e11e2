package dev.assay.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.Fault;
import dev.assay.reports.run.Expectation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

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
        SystemDescription system = SystemCatalog.load(scenario.system());
        List<Step> steps = scenario.schedule().steps(new SplittableRandom(5), system);
        assertThat(steps).isNotEmpty();
        // What a machine has installed is its own affair.
        assertThat(steps)
                .allMatch(step -> step.fault().lacks(system).stream()
                        .allMatch(lack -> lack.contains("is not installed")));
        assertThat(scenario.schedule().steps(new SplittableRandom(5), system)).isEqualTo(steps);
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
        SystemDescription three = SystemCatalog.load("hraftd");
        assertThat(mixed.steps(new SplittableRandom(1), three))
                .isNotEqualTo(mixed.steps(new SplittableRandom(2), three));
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
                        valid.load(),
                        valid.schedule(),
                        Slo.NONE,
                        2,
                        false))
                .hasMessageContaining("trying again would hide a fault");
    }

    @Test
    void the_quick_set_is_a_part_of_the_full_one_which_has_every_control() {
        List<Scenario> quick = Catalog.set("quick").orElseThrow();
        assertThat(Catalog.set("full").orElseThrow()).containsAll(quick);
        assertThat(Catalog.set("full").orElseThrow()).containsAll(Catalog.controls());
        assertThat(quick.stream().filter(s -> s.expectation() == Expectation.INVALID))
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(Catalog.set("nosuch")).isEmpty();
    }

    @Test
    void a_swarm_run_has_few_kinds_of_faults_and_another_run_has_others() {
        Swarm swarm = new Swarm(Duration.ofMinutes(10));
        SystemDescription seams = SystemCatalog.load("hraftd-seams");
        Set<Set<String>> mixes = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            List<Step> steps = swarm.steps(new SplittableRandom(seed), seams);
            Set<String> kinds = steps.stream()
                    .map(step -> step.fault().name().split("\\+")[0])
                    .collect(Collectors.toSet());
            mixes.add(kinds);
            seen.addAll(kinds);
        }
        assertThat(mixes).hasSizeGreaterThan(35);
        assertThat(seen).hasSizeGreaterThan(25);
    }

    @Test
    void a_swarm_draws_only_what_the_system_can_have() {
        assertThat(drawn("hraftd-container")).contains("disconnect-leader", "disconnect-follower");
        assertThat(drawn("hraftd"))
                .contains("leader-isolated", "kill-leader")
                .doesNotContain("disconnect-leader", "majority-ring", "power-loss-all");
        assertThat(drawn("hraftd-5")).contains("majority-ring");
        assertThat(drawn("hraftd-seams")).contains("power-loss-all", "clock-back-leader");
        assertThat(drawn("etcd")).contains("kill-leader").doesNotContain("leader-isolated");
    }

    private static Set<String> drawn(String system) {
        return FaultKinds.of(SystemCatalog.load(system)).stream()
                .map(Fault::name)
                .collect(Collectors.toSet());
    }
}
