package dev.assay.bench.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class RecorderTest {
    private final AtomicLong time = new AtomicLong();
    private final List<Event> events = new ArrayList<>();
    private final Recorder recorder = new Recorder(time::incrementAndGet, events::add);

    @Test
    void a_read_that_saw_a_value_is_ok_with_it() {
        assertThat(completed(new Request.Read("x"), new Outcome.Ok(5L)))
                .isEqualTo(new Event(2, 0, EventType.OK, "read", "x", 5L, "n1", null));
    }

    @Test
    void a_read_of_a_missing_key_is_ok_with_nothing() {
        assertThat(completed(new Request.Read("x"), new Outcome.Ok(null)).value())
                .isNull();
    }

    @Test
    void a_refused_cas_fails_with_the_word_that_makes_it_an_observation() {
        Event event = completed(new Request.Cas("x", 1, 2), new Outcome.Mismatch());
        assertThat(event.type()).isEqualTo(EventType.FAIL);
        assertThat(event.error()).isEqualTo(Recorder.CAS_MISMATCH);
        assertThat(event.value()).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void an_unknown_write_is_info_and_never_fail() {
        Event event = completed(new Request.Write("x", 3), new Outcome.Unknown("TIMEOUT"));
        assertThat(event.type()).isEqualTo(EventType.INFO);
        assertThat(event.error()).isEqualTo("TIMEOUT");
        assertThat(recorder.info()).isEqualTo(1);
    }

    @Test
    void the_recorded_interval_encloses_the_request() {
        long before = time.get();
        long invoked = recorder.invoke(0, new Request.Read("x"), "n1");
        long sent = time.incrementAndGet();
        long completed = recorder.complete(0, new Request.Read("x"), "n1", new Outcome.Ok(null));
        assertThat(List.of(before, invoked, sent, completed)).isSorted();
    }

    private Event completed(Request request, Outcome outcome) {
        recorder.invoke(0, request, "n1");
        recorder.complete(0, request, "n1", outcome);
        return events.get(events.size() - 1);
    }
}
