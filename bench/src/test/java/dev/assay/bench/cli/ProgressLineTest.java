package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.drive.LoadListener.Progress;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class ProgressLineTest {
    private static final Progress HALF = new Progress(5, 5_000, 2, 0.25, 500, 1e6, 1e6, 3_000_000);

    private final StringWriter out = new StringWriter();

    private ProgressLine line(boolean watched) {
        return new ProgressLine(new PrintWriter(out), watched);
    }

    @Test
    void it_tells_rate_errors_latency_and_time_left() {
        line(true).show("SET 1/3", HALF, 0.5);
        assertThat(out.toString())
                .isEqualTo("\rSET 1/3:  50 %, 2,000/s, 2 errors, p99 3.000 ms, 5 s left");
    }

    @Test
    void it_is_written_over_and_taken_away() {
        ProgressLine line = line(true);
        line.replace("longer");
        line.replace("short");
        line.clear();
        assertThat(out.toString()).isEqualTo("\rlonger\rshort \r     \r");
    }

    @Test
    void it_is_silent_where_nobody_watches() {
        ProgressLine line = line(false);
        line.show("SET", HALF, 0.5);
        line.clear();
        assertThat(out.toString()).isEmpty();
    }
}
