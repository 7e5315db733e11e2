package dev.assay.reports.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.Reports;
import dev.assay.reports.form.Form;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.sample.SampleBench;
import dev.assay.reports.summary.SummaryTable;
import dev.assay.reports.svg.Chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A benchmark as charts, as lines and as a page. */
class BenchChartsTest {

    @TempDir
    Path runs;

    @Test
    void eachTestHasItsCharts() throws Exception {
        Map<String, Chart> charts = BenchCharts.of(RunFolder.read(SampleBench.write(runs, "b", 1)));
        assertThat(charts.keySet())
                .contains(
                        "throughput-SET",
                        "throughput-GET",
                        "clients-throughput-SET",
                        "clients-latency-GET",
                        "rate-latency-SET",
                        "percentiles-SET",
                        "jmh-RespDecoderBenchmark-ops_us",
                        "jmh-StoreBenchmark-ns_op")
                .doesNotContain("rate-latency-GET");
    }

    @Test
    void aChartIsNeverWithoutUnitSpreadAndConditions() throws Exception {
        Map<String, Chart> charts = BenchCharts.of(RunFolder.read(SampleBench.write(runs, "b", 1)));
        assertThat(charts).allSatisfy((name, chart) -> {
            assertThat(chart.inline())
                    .as(name)
                    .contains("Linux 6.1 amd64, 2 cores", "class=\"spread")
                    .containsPattern("median of 5 repeats|confidence interval")
                    .doesNotContain("NaN", "Infinity");
        });
        assertThat(charts.get("clients-throughput-SET").inline())
                .contains("fsync always", "clients", "requests answered ok per second", " k /s");
        assertThat(charts.get("rate-latency-SET").inline())
                .contains("from the intended start", "offered requests per second", " ms");
    }

    @Test
    void whatRowsHaveInCommonIsSaidOnce() throws Exception {
        BenchResult result =
                RunFolder.read(SampleBench.write(runs, "b", 1)).bench().orElseThrow();
        Dimensions dimensions = Dimensions.of(result.rows().subList(0, 4));
        assertThat(dimensions.common())
                .isEqualTo(
                        "by jedis, fsync always, reads linearizable, 1 node, pipeline 1, 3 bytes,"
                                + " closed loop");
        assertThat(dimensions.name(result.rows().get(0))).isEqualTo("hraftd, 1 client");
        assertThat(dimensions.name(result.rows().get(0), Dimensions.CLIENTS)).isEqualTo("hraftd");
    }

    @Test
    void aLineHasItsSpreadItsErrorsAndItsVerdict() throws Exception {
        List<List<String>> rows = BenchTables.rows(
                RunFolder.read(SampleBench.write(runs, "b", 1)).bench().orElseThrow());
        assertThat(rows)
                .hasSize(20)
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(BenchTables.HEAD));
        assertThat(rows.get(0).get(9)).isEqualTo("unverified");
        assertThat(rows.get(19).get(9)).isEqualTo("valid");
        assertThat(rows).anySatisfy(row -> assertThat(row.get(8)).isEqualTo("3 timeout"));
    }

    @Test
    void thePageOfABenchmarkIsNoFailedRun() throws Exception {
        Path run = SampleBench.write(runs, "bench-set-get", 1);
        Reports.renderRun(run, Set.of(Form.HTML, Form.SVG));
        assertThat(Files.readString(run.resolve(RunFiles.PAGE)))
                .contains("<p class=\"word\">Unverified</p>", "Measurements", "JMH results")
                .contains("Both systems ran on the machine that loaded them.")
                .contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"assay\"")
                .doesNotContain("This run recorded no operations", "This run folder is not whole");
        assertThat(run.resolve(RunFiles.CHARTS).resolve("throughput-SET.svg")).isNotEmptyFile();
    }

    @Test
    void thePageOfJmhsResultsAsksForNoVerdict() throws Exception {
        BenchResult both =
                RunFolder.read(SampleBench.write(runs, "b", 1)).bench().orElseThrow();
        Path folder;
        try (RunFolderWriter run =
                RunFolderWriter.create(runs, RunSpec.builder("jmh", 1).build())) {
            run.writeBench(new BenchResult(true, List.of(), both.micros(), List.of()));
            folder = run.folder();
        }
        Reports.renderRun(folder, Set.of(Form.HTML));
        assertThat(Files.readString(folder.resolve(RunFiles.PAGE)))
                .contains(
                        "<p class=\"word\">Measured</p>", "nothing to verify", "✓</span> benchmark")
                .contains("JMH: RespDecoderBenchmark, ops/us", "decode, 1000")
                .doesNotContain("expected: valid");
        assertThat(Reports.renderAll(runs))
                .filteredOn(run -> run.scenario().equals("jmh"))
                .singleElement()
                .satisfies(run -> assertThat(run.isJudged()).isFalse())
                .satisfies(run -> assertThat(run.asExpected()).isTrue());
    }

    @Test
    void benchmarksAreComparedFromRunToRun() throws Exception {
        SampleBench.write(runs, "b", 1);
        SampleBench.write(runs, "b", 2);
        Reports.renderAll(runs);
        assertThat(Files.readString(runs.resolve(RunFiles.INDEX)))
                .contains("2 benchmarks")
                .contains("Benchmarks from run to run")
                .contains(
                        "SET: hraftd, by jedis, fsync always, reads linearizable, 1 node, 50 clients")
                .doesNotContain("! not as expected");
    }

    @Test
    void nothingIsExpectedOfABenchmarkThatNobodyVerified() throws Exception {
        SampleBench.write(runs, "b", 1);
        assertThat(SummaryTable.render(Reports.renderAll(runs), SummaryTable.Marks.ASCII))
                .containsPattern("- +b +- +- +- +- +- +unverified +- ")
                .endsWith("\n1 benchmark that nobody verified\n");
        RunFolderWriter.create(runs, RunSpec.builder("cut", 1).build()).close();
        assertThat(SummaryTable.tally(Reports.renderAll(runs)))
                .isEqualTo("0 of 1 runs as expected, 1 benchmark that nobody verified");
        assertThat(Files.readString(runs.resolve(RunFiles.INDEX)))
                .contains("0 of 1 runs came out as expected");
    }
}
