package dev.assay.reports.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.Reports;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.sample.HostileRun;
import dev.assay.reports.sample.SampleBench;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** A run as Markdown, JUnit XML, JSON, SVG and Prometheus text. */
class FormsTest {

    private static final Set<Form> OTHERS = EnumSet.complementOf(EnumSet.of(Form.HTML));

    @TempDir
    Path runs;

    @Test
    void aSummaryForAPullRequestBeginsWithTheVerdictAndFoldsTheProof() throws Exception {
        Path run = shortRun("one-way-cut").judged(Verdict.Word.INVALID).write(runs);
        assertThat(form(run, Form.MARKDOWN, RunFiles.MARKDOWN))
                .startsWith("## ❌ one-way-cut: invalid, expected valid\n")
                .contains("Process 6 read 17 at n1")
                .contains("./assay chaos --scenario one-way-cut --seed 7")
                .contains("| read, service time |")
                .contains("<details><summary>What could not have happened</summary>")
                .contains("<- cannot be placed");
    }

    @Test
    void aFolderOfRunsIsATableAndThoseThatAreNotAsExpected() throws Exception {
        shortRun("good").write(runs);
        shortRun("bad").judged(Verdict.Word.INVALID).write(runs);
        shortRun("control")
                .expecting(Expectation.INVALID)
                .judged(Verdict.Word.INVALID)
                .write(runs);
        Reports.renderAll(runs, Set.of(Form.MARKDOWN));
        assertThat(Files.readString(runs.resolve(RunFiles.MARKDOWN)))
                .startsWith("## ❌ 2 of 3 runs as expected\n")
                .contains("| ✅ | good | valid |", "| ✅ | control | invalid | invalid |")
                .contains("## ❌ bad: invalid")
                .doesNotContain("## ✅ good");
    }

    @Test
    void aValidRunIsASuiteThatPasses() throws Exception {
        Element suite = suite(shortRun("good").write(runs));
        assertThat(suite.getAttribute("name")).isEqualTo("good");
        assertThat(suite.getAttribute("tests")).isEqualTo("3"); // itself and two checkers
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    }

    @Test
    void anInvalidRunFailsWithItsProof() throws Exception {
        Element suite = suite(shortRun("bad").judged(Verdict.Word.INVALID).write(runs));
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").item(1).getTextContent())
                .contains("<- cannot be placed");
    }

    @Test
    void aControlThatWasCaughtPasses() throws Exception {
        SampleRun control = shortRun("control").expecting(Expectation.INVALID);
        Element caught = suite(control.judged(Verdict.Word.INVALID).write(runs));
        assertThat(caught.getAttribute("failures")).isEqualTo("0");
        assertThat(caught.getAttribute("tests")).isEqualTo("1");
        Element missed = suite(control.judged(Verdict.Word.VALID).write(runs));
        assertThat(missed.getAttribute("failures")).isEqualTo("1");
    }

    @Test
    void unknownIsAnError() throws Exception {
        Element suite = suite(shortRun("x").judged(Verdict.Word.UNKNOWN).write(runs));
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void figuresForProgramsCarryTheirUnits() throws Exception {
        Path run = SampleRun.of("x", 7).length(Duration.ofSeconds(12)).write(runs);
        JsonNode figures = JsonMapper.shared().readTree(form(run, Form.JSON, RunFiles.FIGURES));
        assertThat(figures.path("verdict").asString()).isEqualTo("valid");
        assertThat(figures.path("seconds").asDouble()).isBetween(11.0, 13.0);
        assertThat(figures.path("operations").path("ok").asLong()).isPositive();
        assertThat(figures.path("latencies")
                        .path("read.service")
                        .path("p99Nanos")
                        .asLong())
                .isPositive();
        assertThat(figures.path("faults").get(0).path("okPerSecondBefore").asDouble())
                .isPositive();
    }

    @Test
    void prometheusReadsEachLine() throws Exception {
        String text = form(shortRun("x").write(runs), Form.PROMETHEUS, RunFiles.PROMETHEUS);
        assertThat(text)
                .contains("# TYPE assay_run_operations gauge\n")
                .contains("run=\"20261123-224501-x-7\"", "quantile=\"0.99\"");
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line ->
                        line.matches("[a-z_]+\\{([a-z]+=\"([^\"\\\\\n]|\\\\.)*\",?)+} [0-9.E-]+"));
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).doesNotHaveDuplicates();
    }

    @Test
    void eachChartIsAFileWithUnitAndConditions() throws Exception {
        Path run = SampleRun.of("x", 7)
                .length(Duration.ofSeconds(12))
                .withResponseTimes()
                .write(runs);
        Reports.renderRun(run, Set.of(Form.SVG));
        try (Stream<Path> files = Files.list(run.resolve(RunFiles.CHARTS))) {
            List<Path> charts = files.sorted().toList();
            assertThat(charts)
                    .extracting(file -> file.getFileName().toString())
                    .contains(
                            "rates.svg",
                            "errors.svg",
                            "percentiles.svg",
                            "latency-read.response.svg",
                            "heat-write.service.svg");
            for (Path chart : charts) {
                Document drawing = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(chart.toFile());
                assertThat(drawing.getDocumentElement().getTextContent())
                        .as(chart.toString())
                        .contains("seed 7", "fsync always", "2 cores")
                        .containsPattern("seconds since the start|percentile");
                assertThat(Files.readString(chart)).doesNotContain("var(--", "NaN", "Infinity");
            }
        }
    }

    @Test
    void aHostileRunBreaksNoForm() throws Exception {
        Path run = HostileRun.write(runs);
        Reports.renderRun(run, OTHERS);
        for (String file : List.of(RunFiles.JUNIT, "charts/rates.svg", "charts/errors.svg")) {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(run.resolve(file).toFile());
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
        }
        String markdown = Files.readString(run.resolve(RunFiles.MARKDOWN));
        assertThat(outsideOfFences(markdown)).doesNotContain("<script", "<img", "](");
        JsonMapper.shared().readTree(Files.readString(run.resolve(RunFiles.FIGURES)));
        for (Form form : OTHERS) {
            if (form != Form.SVG) {
                assertThat(run.resolve(form.file())).isNotEmptyFile();
                assertThat(Files.size(run.resolve(form.file()))).isLessThan(2_000_000);
            }
        }
    }

    @Test
    void whatIsLeftOfARunHasItsFormsToo() throws Exception {
        Path run = shortRun("x").write(runs);
        for (String file : List.of(RunFiles.RUN, RunFiles.VERDICT, RunFiles.HISTORY)) {
            Files.delete(run.resolve(file));
        }
        Reports.renderRun(run, OTHERS);
        assertThat(Files.readString(run.resolve(RunFiles.MARKDOWN)))
                .contains("unknown", "This run did not come to a verdict");
    }

    @Test
    void formsHaveShortNames() {
        assertThat(Form.of("md")).isEqualTo(Form.MARKDOWN);
        assertThat(Form.of("Prometheus")).isEqualTo(Form.PROMETHEUS);
        assertThatThrownBy(() -> Form.of("pdf"))
                .hasMessage("form 'pdf': expected html, markdown, junit, json, svg or prometheus");
    }

    private static String outsideOfFences(String markdown) {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (!inside) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void nothingIsExpectedOfABenchmarkThatNobodyVerified() throws Exception {
        Path run = SampleBench.write(runs, "b", 1);
        Element suite = suite(run);
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(form(run, Form.PROMETHEUS, RunFiles.PROMETHEUS))
                .containsPattern("assay_run_as_expected\\{.*\\} 1");
        Reports.renderAll(runs, Set.of(Form.MARKDOWN));
        assertThat(Files.readString(runs.resolve(RunFiles.MARKDOWN)))
                .startsWith("## ✅ 1 benchmark that nobody verified\n")
                .contains("| ➖ | b |");
    }

    private static String form(Path run, Form form, String file) throws Exception {
        Reports.renderRun(run, Set.of(form));
        return Files.readString(run.resolve(file));
    }

    private static Element suite(Path run) throws Exception {
        Reports.renderRun(run, Set.of(Form.JUNIT));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(run.resolve(RunFiles.JUNIT).toFile());
        return (Element) document.getElementsByTagName("testsuite").item(0);
    }

    private static SampleRun shortRun(String name) {
        return SampleRun.of(name, 7).length(Duration.ofSeconds(4));
    }
}
