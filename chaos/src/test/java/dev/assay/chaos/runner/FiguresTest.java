package dev.assay.chaos.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.chaos.scenario.Slo;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class FiguresTest {

    private static final long MS = 1_000_000;

    private final List<Event> events = new ArrayList<>();

    @Test
    void a_fault_is_told_by_what_was_asked_while_it_lasted() throws Exception {
        op(0, 10, EventType.OK, null);
        op(100, 110, EventType.OK, null);
        op(200, 290, EventType.FAIL, "not connected");
        op(300, 390, EventType.FAIL, "cas-mismatch");
        op(400, 410, EventType.OK, null);
        op(900, 901, EventType.OK, null);
        Figures figures = Figures.of(
                History.of(events),
                List.of(new FaultTimes("cut", true, 150 * MS, 450 * MS, 500 * MS, 70 * MS)),
                Slo.NONE,
                null);

        Figures.Period cut = figures.faults().get(0);
        assertThat(cut.operations()).isEqualTo(3);
        assertThat(cut.answered()).as("a refused cas is an answer").isEqualTo(2);
        assertThat(cut.errorWindowMillis()).as("from 150 to 390").isEqualTo(240);
        assertThat(cut.newLeaderMillis()).isEqualTo(70);
        assertThat(cut.wholeAgainMillis()).isEqualTo(50);
        assertThat(figures.whole().operations()).isEqualTo(6);
        assertThat(figures.whole().errorWindowMillis()).as("from 410 to 901").isEqualTo(491);
        assertThat(figures.sloMisses()).isEmpty();
    }

    @Test
    void what_was_asked_for_and_missed_is_said_only_of_faults_that_leave_a_majority()
            throws Exception {
        op(0, 10, EventType.OK, null);
        op(200, 290, EventType.FAIL, "not connected");
        op(400, 450, EventType.OK, null);
        Slo slo = new Slo(
                60.0,
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(40),
                Duration.ofMillis(10));
        FaultTimes kept = new FaultTimes("cut", true, 150 * MS, 500 * MS, 600 * MS, 70 * MS);
        FaultTimes lost = new FaultTimes("all", false, 150 * MS, 500 * MS, 600 * MS, 70 * MS);

        assertThat(Figures.of(History.of(events), List.of(kept), slo, null).sloMisses())
                .containsExactly(
                        "cut: 50.00 % of the operations were answered, asked for are 60.00 %",
                        "cut: longest silence 300 ms, asked for are at most 100 ms",
                        "cut: p99.9 50 ms, asked for are at most 40 ms",
                        "cut: new leader 70 ms, asked for are at most 50 ms",
                        "cut: whole again 100 ms, asked for are at most 10 ms");
        assertThat(Figures.of(History.of(events), List.of(lost), slo, null).sloMisses())
                .isEmpty();
    }

    private void op(long fromMs, long toMs, EventType outcome, String error) {
        long process = events.size();
        events.add(
                new Event(fromMs * MS, process, EventType.INVOKE, "read", "x", null, "n1", null));
        events.add(new Event(toMs * MS, process, outcome, "read", "x", null, "n1", error));
    }
}
