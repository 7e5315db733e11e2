package dev.assay.chaos.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;

import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.PartitionShape;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Step;
import dev.assay.chaos.workload.Workloads;
import dev.assay.reports.run.Expectation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class ScenarioFilesTest {

    private static final String EXAMPLE = """
            name: mine
            system: hraftd
            workload: ledger
            expect: invalid
            load: {clientsPerNode: 2, interval: 20ms, timeout: 1s}
            slo: {availabilityPercentMin: 60, newLeaderMax: 5s}
            steps:
              - {after: 2s, fault: {kind: partition, shape: halves}, hold: 3s}
              - {after: 500ms, fault: {kind: kill, target: leader}, hold: 1m}
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("unused")
    static List<Scenario> scenarios() {
        return Catalog.all();
    }

    @Test
    void a_timeline_that_somebody_wrote_is_read() throws IOException {
        Scenario mine = read(EXAMPLE);
        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.workload()).isEqualTo(Workloads.LEDGER);
        assertThat(mine.expectation()).isEqualTo(Expectation.INVALID);
        assertThat(mine.load().interval()).isEqualTo(Duration.ofMillis(20));
        assertThat(mine.slo().availabilityPercentMin()).isEqualTo(60);
        assertThat(mine.slo().p999Max()).isNull();
        assertThat(mine.schedule().steps(new SplittableRandom(1), SystemCatalog.load("hraftd")))
                .containsExactly(
                        new Step(
                                Duration.ofSeconds(2),
                                new Partition(PartitionShape.HALVES),
                                Duration.ofSeconds(3)),
                        new Step(
                                Duration.ofMillis(500),
                                new Kill(Target.LEADER),
                                Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_a_run_leaves_is_read_back_as_it_was(Scenario scenario) throws IOException {
        SystemDescription system = SystemCatalog.load(scenario.system());
        List<Step> steps = scenario.schedule().steps(new SplittableRandom(3), system);
        Scenario again = read(ScenarioFiles.write(scenario, steps));
        assertThat(again.schedule().steps(new SplittableRandom(9), system)).isEqualTo(steps);
        assertThat(again.name()).isEqualTo(scenario.name());
        assertThat(again.system()).isEqualTo(scenario.system());
        assertThat(again.workload()).isEqualTo(scenario.workload());
        assertThat(again.load()).isEqualTo(scenario.load());
        assertThat(again.slo()).isEqualTo(scenario.slo());
        assertThat(again.expectation()).isEqualTo(scenario.expectation());
    }

    @Test
    void every_fault_of_files_is_in_the_table_of_the_readme() throws IOException {
        List<String> table = Files.readAllLines(Path.of("README.md"));
        List<String> kinds = Arrays.stream(FaultWords.class.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals("FaultKinds"))
                .flatMap(type ->
                        Arrays.stream(type.getAnnotation(JsonSubTypes.class).value()))
                .map(JsonSubTypes.Type::name)
                .toList();
        assertThat(kinds)
                .hasSizeGreaterThan(20)
                .allSatisfy(kind -> assertThat(table)
                        .anyMatch(line -> line.startsWith("| `" + kind + "`")
                                && line.split("\\|").length == 5));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "hold: 3s | hold: three | expected a whole number with ms, s, m or h",
                "kind: kill | kind: nosuch | nosuch",
                "shape: halves | shape: nosuch | nosuch",
                "workload: ledger | workload: nosuch | expected one of",
                "system: hraftd | nothing: 1 | nothing",
                "clientsPerNode: 2 | clientsPerNode: 0 | expected 1 to"
            })
    void what_makes_no_sense_is_refused_with_what_was_expected(
            String right, String wrong, String message) {
        assertThatThrownBy(() -> read(EXAMPLE.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.yaml")
                .hasMessageContaining(message);
    }

    private Scenario read(String text) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, text);
        return ScenarioFiles.read(file);
    }
}
