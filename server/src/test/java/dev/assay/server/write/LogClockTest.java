package dev.assay.server.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogClockTest {

    private long wall = 1_000;
    private long nanos = Long.MAX_VALUE - 1_000_000;
    private long applied;
    private final LogClock clock = new LogClock(() -> wall, () -> nanos, () -> applied);

    @Test
    void it_follows_the_wall_clock() {
        assertThat(clock.getAsLong()).isEqualTo(1_000);
        wall = 5_000;
        assertThat(clock.getAsLong()).isEqualTo(5_000);
    }

    @Test
    void it_goes_on_when_the_wall_clock_is_set_back() {
        clock.getAsLong();
        wall = 10;
        nanos += 1_500_000;
        assertThat(clock.getAsLong()).isEqualTo(1_001);
        nanos += 500_000;
        assertThat(clock.getAsLong()).isEqualTo(1_002);
    }

    @Test
    void it_is_never_behind_the_log() {
        applied = 7_000;
        assertThat(clock.getAsLong()).isEqualTo(7_000);
        nanos += 3_000_000;
        assertThat(clock.getAsLong()).isEqualTo(7_003);
    }

    @Test
    void what_others_wrote_meanwhile_is_not_counted_twice() {
        clock.getAsLong();
        nanos += 60_000_000_000L;
        applied = 60_000;
        assertThat(clock.getAsLong()).isEqualTo(61_000);
        applied = 100_000;
        nanos += 1_000_000;
        assertThat(clock.getAsLong()).isEqualTo(100_000);
    }
}
