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

    private static final String WITH_ALLOCATION = """
        [{"benchmark": "a.b.Codec.decode", "mode": "thrpt", "threads": 1,
          "primaryMetric": {"score": 10, "scoreError": "NaN", "scoreUnit": "ops/ms",
            "rawData": [[10.0, 10.1, 9.9]]},
          "secondaryMetrics": {
            "gc.alloc.rate.norm": {"score": 64, "scoreError": 0, "scoreUnit": "B/op",
              "rawData": [[%s]]},
            "gc.count": {"score": 3, "scoreError": "NaN", "scoreUnit": "counts",
              "rawData": [[3.0]]}}}]
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
    void more_bytes_for_each_operation_are_a_regression_too() throws Exception {
        Path before = Files.writeString(
                folder.resolve("a.json"), WITH_ALLOCATION.formatted("64.0, 64.1, 64.0"));
        Path after = Files.writeString(
                folder.resolve("b.json"), WITH_ALLOCATION.formatted("96.0, 96.1, 96.0"));
        assertThat(diff(before, after)).isEqualTo(1);
        assertThat(out.toString()).contains("gc.alloc.rate.norm", "64.033 B/op", "WORSE");
        assertThat(diff(after, before)).isZero();
    }

    @Test
    void what_one_side_alone_measured_is_told() throws Exception {
        Path one = file("a.json", "10.0", "10.0");
        Path other = Files.writeString(
                folder.resolve("b.json"), Files.readString(one).replace("decode", "encode"));
        Path both = Files.writeString(
                folder.resolve("c.json"),
                Files.readString(one).strip().replaceAll("]$", ",")
                        + Files.readString(other).strip().substring(1));
        assertThat(diff(one, both)).isZero();
        assertThat(out.toString()).contains("only in B: Codec.encode {size=3} thrpt -t 1");
        assertThat(diff(one, other)).as("nothing in common").isEqualTo(1);
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
