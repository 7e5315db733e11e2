package dev.assay.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

class BoundedLinesTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, a",
        "'a\n', a",
        "'a\nb', a|b",
        "'\n\na', ||a",
        "abcdefgh, abcde",
        "'abcdefgh\nij', abcde|ij"
    })
    void linesAreCutAtTheLimit(String text, String lines) throws Exception {
        BoundedLines reader = new BoundedLines(new StringReader(text), 5);
        List<String> read = new ArrayList<>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            read.add(line);
        }
        assertThat(String.join("|", read)).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource({"65535", "65536", "65537", "200000"})
    void linesMaySpanBuffers(int length) throws Exception {
        BoundedLines reader =
                new BoundedLines(new StringReader("x".repeat(length) + "\nb"), BoundedLines.LIMIT);
        assertThat(reader.next()).hasSize(length);
        assertThat(reader.next()).isEqualTo("b");
        assertThat(reader.next()).isNull();
    }
}
