package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.reports.run.FaultRecord;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Histories of one operation every 10 ms, some of them not ok. */
class AvailabilityTest {

    private static final long MILLISECOND = 1_000_000;

    @Test
    void withoutSilenceAllOfTheTimeIsAvailable() {
        Availability availability = measure(10_000, time -> true);
        assertThat(availability.outageCount()).isZero();
        assertThat(availability.share()).isEqualTo(1);
        assertThat(availability.length()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSilenceIsAnOutageFromTheLastAnswerToTheNext() {
        Availability availability = measure(10_000, time -> time <= 2_000 || time >= 3_000);
        assertThat(availability.outages())
                .containsExactly(new Outage(2_000 * MILLISECOND, 3_000 * MILLISECOND));
        assertThat(availability.share()).isEqualTo(0.9);
    }

    @Test
    void aShortSilenceIsNone() {
        assertThat(measure(10_000, time -> time <= 2_000 || time > 2_200).outageCount())
                .isZero();
    }

    @Test
    void aSilenceUntilTheEndCounts() {
        assertThat(measure(10_000, time -> time <= 4_000).outageTime())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void manyOutagesAreCountedAndTheLongestAreKept() {
        Availability availability =
                measure(200_000, time -> time % 1_000 < 500 || time > 100_000 && time < 102_000);
        assertThat(availability.outageCount()).isGreaterThan(190);
        assertThat(availability.outages())
                .hasSize(100)
                .isSortedAccordingTo((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
    }

    @Test
    void theClientsOfANodeSeeTheirOwnSilence() {
        AvailabilityMeter meter = new AvailabilityMeter(List.of());
        for (long time = 0; time <= 1_000; time += 10) {
            meter.add(span(time, "n1", true));
            meter.add(span(time, "n2", time < 300));
        }
        Availability availability = meter.availability(1_000 * MILLISECOND);
        assertThat(availability.outageCount()).isZero();
        assertThat(availability.nodes().get("n2").outcomes())
                .isEqualTo(new OutcomeCounts(30, 71, 0));
        assertThat(availability.nodes().get("n2").longestSilence())
                .isEqualTo(Duration.ofMillis(710));
    }

    @Test
    void theRateComesBackDuringTheFault() {
        Recovery recovery = measure(
                        30_000, time -> time <= 10_000 || time > 12_000, fault(10_000, 20_000))
                .recoveries()
                .get(0);
        assertThat(recovery.before()).isEqualTo(100);
        assertThat(recovery.during()).isBetween(79.0, 81.0);
        assertThat(recovery.backAfterStart()).isBetween(millis(1_900), millis(2_100));
        assertThat(recovery.backAfterHealing()).isZero();
    }

    @Test
    void theRateComesBackAfterHealing() {
        Recovery recovery = measure(
                        30_000, time -> time <= 10_000 || time > 21_000, fault(10_000, 20_000))
                .recoveries()
                .get(0);
        assertThat(recovery.backAfterHealing()).isBetween(millis(900), millis(1_100));
    }

    @Test
    void theRateDoesNotComeBack() {
        Recovery recovery = measure(30_000, time -> time <= 10_000, fault(10_000, 20_000))
                .recoveries()
                .get(0);
        assertThat(recovery.backAfterStart()).isNull();
        assertThat(recovery.backAfterHealing()).isNull();
    }

    @Test
    void aRateThatNeverFellIsBackAtOnce() {
        Recovery recovery = measure(30_000, time -> true, fault(10_000, 20_000))
                .recoveries()
                .get(0);
        assertThat(recovery.backAfterStart()).isZero();
        assertThat(recovery.backAfterHealing()).isZero();
    }

    @Test
    void aFaultBeforeAnyOperationHasNothingToComeBackTo() {
        Recovery recovery =
                measure(30_000, time -> true, fault(0, 1_000)).recoveries().get(0);
        assertThat(recovery.before()).isZero();
        assertThat(recovery.backAfterStart()).isNull();
    }

    private static Availability measure(
            long lengthMillis, LongPredicate isOk, FaultRecord... faults) {
        AvailabilityMeter meter = new AvailabilityMeter(List.of(faults));
        for (long time = 0; time <= lengthMillis; time += 10) {
            meter.add(span(time, "n1", isOk.test(time)));
        }
        return meter.availability(lengthMillis * MILLISECOND);
    }

    private static Span span(long millis, String node, boolean ok) {
        long time = millis * MILLISECOND;
        return new Span(
                new Operation(
                        millis,
                        1,
                        "read",
                        "k",
                        null,
                        null,
                        time,
                        time,
                        ok ? EventType.OK : EventType.FAIL,
                        node,
                        ok ? null : "no leader"),
                time);
    }

    private static FaultRecord fault(long fromMillis, long toMillis) {
        return new FaultRecord(
                "cut",
                fromMillis * MILLISECOND,
                toMillis * MILLISECOND,
                List.of(),
                Map.of(),
                null,
                0,
                true,
                null);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
