package dev.assay.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class RunRecordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "-x", "a/b", "é"})
    void aScenarioNameMustBeFitForAFolder(String name) {
        assertThatThrownBy(() -> RunSpec.builder(name, 1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void aScenarioNameHasALimit() {
        String longest = "x".repeat(RunSpec.NAME_LENGTH_LIMIT);
        assertThat(RunSpec.builder(longest, 1).build().name()).isEqualTo(longest);
        assertThatThrownBy(() -> RunSpec.builder(longest + "x", 1).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSpecSaysWhatWasNotStated() {
        RunSpec spec = RunSpec.builder("x", 1).build();
        assertThat(spec.durability()).isEqualTo("not stated");
        assertThat(spec.machine().cores()).isPositive();
    }

    @Test
    void aFaultEndsAfterItsStart() {
        assertThatThrownBy(() ->
                        new FaultRecord("cut", 9, 8, List.of(), Map.of(), null, 0, true, null))
                .hasMessageContaining("ended at 8 ns, before its start at 9 ns");
    }

    @Test
    void theWorstCheckDecides() {
        assertThat(RunVerdict.of(List.of(valid(), unknown()), List.of(), List.of())
                        .word())
                .isEqualTo(Verdict.Word.UNKNOWN);
        assertThat(RunVerdict.of(List.of(unknown(), invalid(), valid()), List.of(), List.of()))
                .satisfies(verdict -> {
                    assertThat(verdict.word()).isEqualTo(Verdict.Word.INVALID);
                    assertThat(verdict.why()).startsWith("Process 6 read 17");
                });
    }

    @Test
    void aRunThatProvedNothingIsUnknown() {
        assertThat(RunVerdict.of(List.of(), List.of(), List.of()).why())
                .isEqualTo("Nothing was checked.");
        assertThat(RunVerdict.of(List.of(valid()), List.of(), List.of("fault 1: no effect seen")))
                .satisfies(verdict -> {
                    assertThat(verdict.word()).isEqualTo(Verdict.Word.UNKNOWN);
                    assertThat(verdict.why()).isEqualTo("fault 1: no effect seen");
                });
    }

    @Test
    void aProofStandsWhateverTheProblemsAre() {
        assertThat(RunVerdict.of(List.of(invalid()), List.of(), List.of("few operations"))
                        .word())
                .isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void unknownMeetsNoExpectation() {
        assertThat(Expectation.values())
                .noneMatch(expected -> expected.isMetBy(Verdict.Word.UNKNOWN));
        assertThat(Expectation.INVALID.isMetBy(Verdict.Word.INVALID)).isTrue();
    }

    @Test
    void aLatencyTagNamesFunctionAndMeasure() {
        assertThat(LatencyKind.of("a.b.response")).isEqualTo(LatencyKind.response("a.b"));
        assertThat(LatencyKind.service("read").tag()).isEqualTo("read.service");
        assertThatThrownBy(() -> LatencyKind.of("read"))
                .hasMessageContaining("such as read.service");
        assertThatThrownBy(() -> LatencyKind.service("a b")).hasMessageContaining("'a b'");
    }

    private static CheckResult valid() {
        return check(new Verdict.Valid());
    }

    private static CheckResult unknown() {
        return check(new Verdict.Unknown("out of time"));
    }

    private static CheckResult invalid() {
        return check(new Verdict.Invalid(SampleRun.staleRead()));
    }

    private static CheckResult check(Verdict verdict) {
        return new CheckResult(
                "register", verdict, 1000, 1000, Duration.ofMinutes(1), Duration.ZERO, 1, 1);
    }
}
