package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SpanReaderTest {

    private final List<Span> spans = new ArrayList<>();
    private final SpanReader reader = new SpanReader(spans::add);

    @Test
    void anInvocationAndItsCompletionAreOne() {
        read(event(1, EventType.INVOKE, 5L), event(3, EventType.OK, 5L));
        Operation operation = spans.get(0).operation();
        assertThat(operation.invokeNanos()).isEqualTo(1);
        assertThat(operation.returnNanos()).isEqualTo(3);
        assertThat(operation.input()).isEqualTo(5L);
    }

    @Test
    void anUnknownOutcomeStaysOpenButItsClientWasDone() {
        read(event(1, EventType.INVOKE, 5L), event(3, EventType.INFO, null));
        assertThat(spans.get(0).operation().returnNanos()).isEqualTo(Operation.NEVER);
        assertThat(spans.get(0).endNanos()).isEqualTo(3);
    }

    @Test
    void whatNeverCompletedLastsUntilTheEnd() {
        reader.add(event(1, EventType.INVOKE, 5L));
        reader.add(new Event(9, 7, EventType.INVOKE, "read", "k", null, "n", null));
        reader.end();
        assertThat(spans).extracting(Span::endNanos).containsExactly(9L, 9L);
        assertThat(spans)
                .allMatch(span -> span.operation().outcome() == EventType.INFO)
                .allMatch(span -> "still open when the history ends"
                        .equals(span.operation().error()));
    }

    @Test
    void aDamagedHistoryIsReadAsFarAsItGoes() {
        read(
                event(5, EventType.OK, 1L), // never invoked
                event(6, EventType.INVOKE, 2L),
                event(7, EventType.INVOKE, 3L), // the one before never completed
                event(4, EventType.FAIL, 3L)); // before it was invoked
        assertThat(spans).hasSize(3);
        assertThat(spans).extracting(span -> span.operation().index()).containsExactly(0L, 1L, 2L);
    }

    private void read(Event... events) {
        for (Event event : events) {
            reader.add(event);
        }
        reader.end();
    }

    private static Event event(long time, EventType type, Object value) {
        return new Event(time, 3, type, "write", "k", value, "n1", null);
    }
}
