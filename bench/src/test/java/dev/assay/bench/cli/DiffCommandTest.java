package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class DiffCommandTest {
    private static final String JMH = """
        [{"benchmark": "a.b.Codec.decode", "mode": "thrpt", "threads": 1,
          "params": {"size": "3"},
          "primaryMetric": {"score": 10, "scoreError": "NaN", "scoreUnit": "ops/ms",
            "rawData": [[%s], [%s]]}}]
        """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int diff(Path... files) {
        return new CommandLine(new DiffCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(files[0].toString(), files[1].toString());
    }

    private Path file(String name, String first, String second) throws Exception {
        return Files.writeString(folder.resolve(name), JMH.formatted(first, second));
    }

    @Test
    void a_regression_past_the_threshold_ends_with_1() throws Exception {
        Path before = file("a.json", "10.0, 10.1, 9.9", "10.0, 10.1, 9.9");
        Path after = file("b.json", "8.0, 8.1, 7.9", "8.0, 8.1, 7.9");
        assertThat(diff(before, after)).isEqualTo(1);
        assertThat(out.toString())
                .contains("Codec.decode {size=3} thrpt -t 1", "10.000 ops/ms", "0.800", "WORSE");
    }

    @Test
    void a_gain_and_the_same_end_with_0() throws Exception {
        Path before = file("a.json", "10.0, 10.1, 9.9", "10.0, 10.1, 9.9");
        Path after = file("b.json", "12.0, 12.1, 11.9", "12.0, 12.1, 11.9");
        assertThat(diff(before, after)).isZero();
        assertThat(diff(before, before)).isZero();
        assertThat(out.toString()).contains("better", "no difference seen");
    }
}
