package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Which operations a page gets, when it cannot have all. */
class OperationSamplerTest {

    @Test
    void aShortRunIsKeptWhole() {
        OperationSample sample = sample(100, List.of(), 100);
        assertThat(sample.isWhole()).isTrue();
        assertThat(sample.operations()).isSortedAccordingTo(OperationSample.BY_INVOCATION);
    }

    @Test
    void aLongOneIsCutToTheLimitAndDrawnEvenly() {
        OperationSample sample = sample(10_000, List.of(), 1_000);
        assertThat(sample.total()).isEqualTo(10_000);
        assertThat(sample.operations()).hasSize(1_000);
        long early = sample.operations().stream()
                .filter(span -> span.operation().index() < 5_000)
                .count();
        assertThat(early).isBetween(430L, 570L);
    }

    @Test
    void unknownOutcomesComeFirst() {
        OperationSample sample = sample(10_000, List.of(), 1_000);
        long unknown = sample.operations().stream()
                .filter(span -> span.operation().outcome() == EventType.INFO)
                .count();
        assertThat(unknown).isEqualTo(100); // all of them
    }

    @Test
    void theFailingKeyIsWholeAroundTheFailure() {
        Operation offending = span(5_003).operation(); // key k3
        OperationSample sample = sample(10_000, List.of(evidence(offending)), 1_000);
        assertThat(sample.operations()).hasSize(1_000);
        for (long index = offending.index() - 2_000; index < offending.index() + 2_000; index++) {
            if (index % 10 == 3) {
                assertThat(sample.operations()).contains(span(index));
            }
        }
    }

    @Test
    void aFailureThatFillsTheHistoryLeavesRoomForTheRest() {
        Operation offending = span(0).operation();
        OperationSampler sampler = new OperationSampler(
                100,
                List.of(new Counterexample("k0", offending, List.of(), List.of(), List.of(), "x")));
        for (long index = 0; index < 10_000; index += 10) { // all on key k0
            sampler.add(span(index));
        }
        OperationSample sample = sampler.sample();
        assertThat(sample.operations()).hasSize(100);
        assertThat(sample.operations().stream().map(span -> span.operation().index()))
                .contains(0L, 490L)
                .anyMatch(index -> index > 5_000);
    }

    @Test
    void theSameHistoryGivesTheSameSample() {
        assertThat(sample(5_000, List.of(), 300)).isEqualTo(sample(5_000, List.of(), 300));
    }

    @Test
    void aThinnedSampleStillKnowsTheTotal() {
        OperationSample sample = sample(5_000, List.of(), 300).thinned(20, List.of());
        assertThat(sample.total()).isEqualTo(5_000);
        assertThat(sample.operations()).hasSize(20);
    }

    private static OperationSample sample(
            long operations, List<Counterexample> evidence, int limit) {
        OperationSampler sampler = new OperationSampler(limit, evidence);
        for (long index = 0; index < operations; index++) {
            sampler.add(span(index));
        }
        return sampler.sample();
    }

    private static Counterexample evidence(Operation offending) {
        return new Counterexample("k3", offending, List.of(), List.of(), List.of(), "x");
    }

    /** Every hundredth is unknown; ten keys by turns. */
    private static Span span(long index) {
        boolean unknown = index % 100 == 0;
        return new Span(
                new Operation(
                        index,
                        index % 7,
                        "read",
                        "k" + index % 10,
                        null,
                        null,
                        index * 1000,
                        unknown ? Operation.NEVER : index * 1000 + 500,
                        unknown ? EventType.INFO : EventType.OK,
                        "n1",
                        null),
                index * 1000 + 500);
    }
}
