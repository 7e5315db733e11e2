package dev.assay.checker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Events become operations, or all that is wrong with them is said. */
class HistoryTest {

    private static Event event(long time, long process, EventType type, String f, Object value) {
        return new Event(time, process, type, f, "k", value, "n1", null);
    }

    @Test
    void pairsInvocationsWithCompletions() throws HistoryException {
        History history = History.of(List.of(
                event(1, 0, EventType.INVOKE, "write", 5L),
                event(2, 1, EventType.INVOKE, "read", null),
                event(3, 1, EventType.OK, "read", 5L),
                event(4, 0, EventType.OK, "write", 5L)));

        assertThat(history.operations())
                .containsExactly(
                        new Operation(0, 0, "write", "k", 5L, 5L, 1, 4, EventType.OK, "n1", null),
                        new Operation(1, 1, "read", "k", null, 5L, 2, 3, EventType.OK, "n1", null));
    }

    @Test
    void whatIsOpenAtTheEndIsUnknown() throws HistoryException {
        History history = History.of(List.of(event(1, 0, EventType.INVOKE, "write", 5L)));

        assertThat(history.operations())
                .containsExactly(new Operation(
                        0,
                        0,
                        "write",
                        "k",
                        5L,
                        null,
                        1,
                        Operation.NEVER,
                        EventType.INFO,
                        "n1",
                        null));
    }

    @Test
    void anUnknownOutcomeNeverReturns() throws HistoryException {
        History history = History.of(List.of(
                event(1, 0, EventType.INVOKE, "write", 5L),
                event(9, 0, EventType.INFO, "write", 5L)));

        assertThat(history.operations().get(0).returnNanos()).isEqualTo(Operation.NEVER);
    }

    @Test
    void aFailedOperationHasNoOutput() throws HistoryException {
        History history = History.of(List.of(
                event(1, 0, EventType.INVOKE, "write", 5L),
                new Event(9, 0, EventType.FAIL, "write", "k", 5L, "n1", "refused")));

        assertThat(history.operations().get(0).output()).isNull();
        assertThat(history.operations().get(0).error()).isEqualTo("refused");
    }

    @Test
    void eventsOfDifferentProcessesMayBeSwapped() throws HistoryException {
        History history = History.of(List.of(
                event(7, 1, EventType.INVOKE, "read", null),
                event(2, 0, EventType.INVOKE, "write", 5L),
                event(3, 0, EventType.OK, "write", 5L),
                event(8, 1, EventType.OK, "read", 5L)));

        assertThat(history.operations()).extracting(Operation::f).containsExactly("write", "read");
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThatThrownBy(() -> History.of(List.of(
                        event(1, 0, EventType.INVOKE, "write", 5L),
                        event(2, 0, EventType.INVOKE, "write", 6L),
                        event(3, 1, EventType.OK, "read", null),
                        event(9, 2, EventType.INVOKE, "read", null),
                        event(8, 2, EventType.OK, "read", null),
                        event(10, 3, EventType.INVOKE, "read", null),
                        event(11, 3, EventType.OK, "write", 1L),
                        event(12, 4, EventType.INVOKE, "read", null),
                        event(13, 4, EventType.INFO, "read", null),
                        event(14, 4, EventType.INVOKE, "read", null))))
                .isInstanceOf(HistoryException.class)
                .hasMessage("""
                        5 problems in the history:
                          line 2: process 0 invokes write while its write of line 1 is open; expected a completion first
                          line 3: ok of read by process 1 without an invocation before it
                          line 5: ok at 8 ns, before its invocation at 9 ns in line 4
                          line 7: ok of write on k by process 3 completes read on k of line 6; expected the same function and key
                          line 10: process 4 acts again after an unknown outcome (info); expected a new process number""");
    }

    @Test
    void aWrongFileDoesNotFillTheMemory() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int line = 1; line <= 5_000; line++) {
            builder.problem(line, "no");
        }

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        HistoryException.class,
                        e -> assertThat(e.problems()).hasSize(HistoryException.PROBLEMS_KEPT_MAX))
                .hasMessageContaining("5000 problems")
                .hasMessageContaining("and 4980 more");
    }

    /** More than a chunk of columns, with values of every kind, in no order of time. */
    @Test
    void whatGoesIntoTheColumnsComesOut() throws HistoryException {
        List<Object> values = Arrays.asList(
                null,
                1L,
                -7L,
                Long.MAX_VALUE,
                List.of(-3L, 4L),
                Arrays.asList(null, 4L),
                List.of(1L << 40, 2L),
                List.of(1L, 2L, 3L),
                "seven",
                1.5,
                true,
                List.of(List.of("x"), List.of()));
        List<Event> events = new ArrayList<>();
        List<Operation> expected = new ArrayList<>();
        int count = 40_000;
        for (int i = 0; i < count; i++) {
            Object value = values.get(i % values.size());
            Object result = values.get(i * 7 % values.size());
            String key = i % 3 == 0 ? null : "key" + i % 1_000;
            String error = i % 100 == 0 ? "error " + i : null;
            EventType outcome = EventType.values()[1 + i % 3];
            long time = 10L * (count - i);
            long raftIndex = i % 5 == 0 ? Event.NO_INDEX : i;
            events.add(new Event(time, i, EventType.INVOKE, "f" + i % 4, key, value, "n1", null));
            events.add(new Event(
                    time + 5, i, outcome, "f" + i % 4, key, result, "n1", error, raftIndex));
            expected.add(new Operation(
                    2L * i,
                    i,
                    "f" + i % 4,
                    key,
                    value,
                    outcome == EventType.OK ? result : null,
                    time,
                    outcome == EventType.INFO ? Operation.NEVER : time + 5,
                    outcome,
                    "n1",
                    error,
                    raftIndex));
        }
        Collections.reverse(expected);

        assertThat(History.of(events).operations()).isEqualTo(expected);
    }

    @Test
    void theEventsOfAHistoryTellItAgain() throws HistoryException {
        List<Event> events = List.of(
                event(1, 0, EventType.INVOKE, "write", 5L),
                event(2, 1, EventType.INVOKE, "read", null),
                event(3, 1, EventType.OK, "read", 5L),
                event(3, 1, EventType.INVOKE, "read", null),
                event(3, 1, EventType.OK, "read", 5L),
                event(4, 2, EventType.INVOKE, "write", 6L),
                new Event(9, 2, EventType.INFO, "write", "k", 6L, "n1", "time-out"),
                new Event(9, 0, EventType.FAIL, "write", "k", 5L, "n1", "refused", 17));

        assertThat(History.of(events).events()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(History.of(History.of(events).events()).events())
                .containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void nothingIsAddedToABuiltHistory() throws HistoryException {
        HistoryBuilder builder = new HistoryBuilder();
        builder.add(1, event(1, 0, EventType.INVOKE, "write", 5L));
        builder.build();

        assertThatThrownBy(() -> builder.add(2, event(2, 0, EventType.OK, "write", 5L)))
                .isInstanceOf(IllegalStateException.class);
    }
}
