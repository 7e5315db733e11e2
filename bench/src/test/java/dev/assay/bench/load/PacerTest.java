package dev.assay.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MS = 1_000_000;

    @Test
    void requests_are_due_at_a_constant_rate_whatever_the_time_is() {
        Pacer pacer = new Pacer(10 * MS, 5 * MS);
        assertThat(pacer.next(0)).isEqualTo(5 * MS);
        assertThat(pacer.next(0)).isEqualTo(15 * MS);
        assertThat(pacer.next(20 * MS)).isEqualTo(25 * MS);
    }

    @Test
    void a_stall_makes_the_requests_behind_it_late_instead_of_fewer() {
        Pacer pacer = new Pacer(10 * MS, 0);
        assertThat(pacer.next(0)).isEqualTo(0);
        assertThat(pacer.next(100 * MS)).isEqualTo(10 * MS);
        assertThat(pacer.next(100 * MS)).isEqualTo(20 * MS);
    }

    @Test
    void a_backlog_longer_than_the_limit_is_given_up() {
        Pacer pacer = new Pacer(10 * MS, 0);
        long late = 10_000 * MS;
        assertThat(pacer.next(late)).isEqualTo(late - Pacer.BACKLOG_MAX_NANOS);
    }

    @Test
    void without_an_interval_each_is_due_when_it_is_asked_for() {
        Pacer pacer = new Pacer(0, 5 * MS);
        assertThat(pacer.next(7 * MS)).isEqualTo(7 * MS);
        assertThat(pacer.next(900 * MS)).isEqualTo(900 * MS);
    }

    @Test
    void a_negative_interval_is_refused() {
        assertThatThrownBy(() -> new Pacer(-1, 0)).hasMessageContaining("expected 0 or more");
    }
}
