package dev.assay.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.Reports;
import dev.assay.reports.page.IndexPage.Entry;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.sample.SampleBench;
import dev.assay.reports.sample.SampleRun;
import dev.assay.reports.summary.RunSummary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class IndexPageTest {

    @TempDir
    Path runs;

    @Test
    void aLineAndALinkForEachRun() throws Exception {
        shortRun("good").write(runs);
        shortRun("bad").judged(Verdict.Word.INVALID).write(runs);
        shortRun("control")
                .expecting(Expectation.INVALID)
                .judged(Verdict.Word.INVALID)
                .write(runs);
        List<RunSummary> lines = Reports.renderAll(runs);

        assertThat(lines)
                .extracting(RunSummary::scenario)
                .containsExactly("bad", "control", "good");
        String page = Files.readString(runs.resolve(RunFiles.INDEX));
        assertThat(page)
                .contains("2 of 3 runs came out as expected")
                .contains("href=\"./20261123-224501-good-7/report.html\"")
                .contains("! not as expected")
                .contains("<h2>Controls</h2>");
        assertThat(runs.resolve("20261123-224501-good-7/report.html")).isNotEmptyFile();
    }

    @Test
    void foldersThatHoldNoRunAreNotShown() throws Exception {
        shortRun("good").write(runs);
        Files.createDirectory(runs.resolve("other"));
        assertThat(Reports.renderAll(runs)).hasSize(1);
    }

    @Test
    void aDamagedRunIsALineToo() throws Exception {
        Path run = shortRun("good").write(runs);
        Files.delete(run.resolve(RunFiles.RUN));
        Files.delete(run.resolve(RunFiles.VERDICT));
        assertThat(Reports.renderAll(runs)).singleElement().satisfies(line -> {
            assertThat(line.verdict()).isEqualTo(Verdict.Word.UNKNOWN);
            assertThat(line.scenario()).isEqualTo("20261123-224501-good-7");
        });
    }

    @Test
    void aRunWhosePageCannotBeMadeIsNamedAndTheOthersAreMade() throws Exception {
        shortRun("good").write(runs);
        Path stuck = shortRun("stuck").write(runs);
        Files.createDirectory(stuck.resolve(RunFiles.PAGE));
        assertThat(Reports.renderAll(runs)).hasSize(1);
        assertThat(runs.resolve(RunFiles.INDEX))
                .content()
                .contains("Some runs could not be read", "20261123-224501-stuck-7: ");
    }

    @Test
    void whatABenchmarkDidNotRecordIsNoZero() throws Exception {
        SampleBench.write(runs, "bench", 3);
        Reports.renderAll(runs);
        assertThat(runs.resolve(RunFiles.INDEX))
                .content()
                .contains("<td class=\"number\" data-label=\"operations\">–</td>")
                .doesNotContain("0 /s</td>");
    }

    @Test
    void aMeasurementInTwoFoldersCountsOnce() throws Exception {
        // A comparison and each of its systems have the same rows.
        Entry all = benchmark(1, "all");
        Entry own = benchmark(1, "own");
        Entry later = benchmark(2, "later");
        assertThat(IndexTables.measured(List.of(all, own)))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.runs()).isEqualTo("1"))
                .allSatisfy(row -> assertThat(row.link()).contains("all"));
        assertThat(IndexTables.measured(List.of(all, own, later)))
                .allSatisfy(row -> assertThat(row.runs()).isEqualTo("2"))
                .allSatisfy(row -> assertThat(row.link()).contains("later"));
    }

    private Entry benchmark(long seed, String folder) throws Exception {
        Path run = SampleBench.write(runs.resolve(folder), "bench", seed);
        return new Entry(folder, Reports.renderRun(run));
    }

    private static SampleRun shortRun(String name) {
        return SampleRun.of(name, 7).length(Duration.ofSeconds(1));
    }
}
