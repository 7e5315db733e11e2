package dev.assay.reports.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.run.Expectation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

class SummaryTableTest {

    private static final List<RunSummary> RUNS = List.of(
            run("leader-isolated", 12068, Verdict.Word.VALID, Expectation.VALID),
            run("cut", 7, Verdict.Word.INVALID, Expectation.VALID),
            run("minority-split", 400, Verdict.Word.UNKNOWN, Expectation.VALID),
            run("control-stale", 400, Verdict.Word.INVALID, Expectation.INVALID));

    @Test
    void columnsAreAligned() {
        assertThat(SummaryTable.render(RUNS, SummaryTable.Marks.UNICODE)).isEqualTo("""
                           scenario            ops      ok   fail  info  faults  verdict  expected    time
                        ✓  leader-isolated  13,623  12,068  1,516    39       3  valid    valid     40.0 s
                        ✗  cut               1,562       7  1,516    39       3  invalid  valid     40.0 s
                        ?  minority-split    1,955     400  1,516    39       3  unknown  valid     40.0 s
                        ✓  control-stale     1,955     400  1,516    39       3  invalid  invalid   40.0 s

                        2 of 4 runs as expected
                        """);
    }

    @Test
    void aTerminalWithoutUnicodeGetsAscii() {
        assertThat(SummaryTable.Marks.forCharset(StandardCharsets.US_ASCII))
                .isEqualTo(SummaryTable.Marks.ASCII);
        assertThat(SummaryTable.Marks.forCharset(StandardCharsets.UTF_8))
                .isEqualTo(SummaryTable.Marks.UNICODE);
        RunSummary shortest = new RunSummary(
                "x",
                OutcomeCounts.NONE,
                0,
                Verdict.Word.VALID,
                Expectation.VALID,
                Duration.ofNanos(12_000),
                RunFigures.NONE);
        assertThat(SummaryTable.render(List.of(shortest), SummaryTable.Marks.ASCII))
                .matches(text -> StandardCharsets.US_ASCII.newEncoder().canEncode(text));
    }

    @Test
    void noRunsAreATableToo() {
        assertThat(SummaryTable.render(List.of(), SummaryTable.Marks.ASCII))
                .endsWith("0 of 0 runs as expected\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1.00 µs",
        "850000, 850 µs",
        "1234567, 1.23 ms",
        "31200000000, 31.2 s",
        "612000000000, 10 min 12 s"
    })
    void durationsHaveThreeDigitsAndAUnit(long nanos, String text) {
        assertThat(Figures.duration(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.00 KiB", "4096000000, 3.81 GiB"})
    void bytesHaveAUnit(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    private static RunSummary run(
            String scenario, long ok, Verdict.Word verdict, Expectation expectation) {
        return new RunSummary(
                scenario,
                new OutcomeCounts(ok, 1516, 39),
                3,
                verdict,
                expectation,
                Duration.ofSeconds(40),
                RunFigures.NONE);
    }
}
