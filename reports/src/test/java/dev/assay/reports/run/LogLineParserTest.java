package dev.assay.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.run.NodeLog.Level;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;

class LogLineParserTest {

    private final LogLineParser parser = new LogLineParser(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-11-25T01:05:06.785Z INFO  Node: listening; 2026-11-25T01:05:06.785Z",
                "2026-11-25 01:05:06,785 INFO x; 2026-11-25T00:05:06.785Z",
                "{\"level\":\"warn\",\"ts\":\"2026-11-25T01:05:06.785123+0100\"}; 2026-11-25T00:05:06.785123Z",
                "2026-07-01T01:05:06 x; 2026-06-30T23:05:06Z",
                "4711:M 25 Nov 2026 01:05:06.785 * Ready to accept connections; 2026-11-25T00:05:06.785Z",
            })
    void aTimeIsFound(String line, Instant expected) {
        assertThat(parser.time(line)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"at java.lang.Thread.run", "2026-13-99T01:05:06Z no such day", "''"})
    void noTimeIsNone(String line) {
        assertThat(parser.time(line)).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-11-25T01:05:06.785Z WARN  RaftServer: lost; WARNING",
                "2026-11-25T01:05:06.785Z ERROR x; ERROR",
                "{\"level\":\"fatal\",\"msg\":\"x\"}; ERROR",
                "4711:M 25 Nov 2026 01:05:06.785 # Server initialized; WARNING",
                "2026-11-25T01:05:06.785Z INFO  ERRORS=0; PLAIN",
                "Exception in thread \"main\" java.lang.Error; ERROR",
            })
    void howLoudALineIs(String line, Level expected) {
        assertThat(LogLineParser.level(line)).isEqualTo(expected);
    }
}
