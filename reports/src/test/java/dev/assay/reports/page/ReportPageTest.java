package dev.assay.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.OperationSample;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.sample.HostileRun;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a page shows, from the folder alone. */
class ReportPageTest {

    @TempDir
    Path runs;

    @Test
    void theHeadlineTellsVerdictScenarioSeedAndReplayCommand() throws Exception {
        String page = render(shortRun("leader-isolated").write(runs));
        assertThat(page)
                .contains("<title>Valid: leader-isolated - Assay</title>")
                .contains("<p class=\"word\">Valid</p>")
                .contains("<h1>leader-isolated</h1>")
                .contains("<code>7</code>")
                .contains("./assay chaos --scenario leader-isolated --seed 7</code>")
                .contains("as expected");
    }

    @Test
    void conditionsFaultsAndChecksAreShown() throws Exception {
        String page = render(shortRun("x").write(runs));
        assertThat(page)
                .contains(
                        "fsync always", "linearizable", "embedded twin", "Linux 6.1 amd64, 2 cores")
                .contains("election-timeout", "300 ms to 600 ms")
                .contains("n1-&gt;n2", "41.2 KiB dropped; n2 led after 612 ms", "1,834")
                .contains("linearizable-cas-register", "812 ms of 60.0 s", "23.0 MiB of 512 MiB");
    }

    @Test
    void anInvalidRunShowsItsProof() throws Exception {
        String page = render(shortRun("x").judged(Verdict.Word.INVALID).write(runs));
        assertThat(page)
                .contains("<p class=\"word\">Invalid</p>")
                .contains("What could not have happened")
                .contains("class=\"bar offending\"", ">r → 17</text>")
                .contains("class=\"bar info\"", ">w 64 ?</text>")
                .contains(">cas 17→42</text>")
                .contains(
                        "✗ process 6 at n1, r → 17 (ok), 9.421 s, for 800 µs   &lt;- cannot be placed")
                .contains("A longest legal order: w 17 (process 3), cas 17→42 (process 5)")
                .contains("expected: valid");
    }

    @Test
    void aControlThatWasCaughtIsAsExpected() throws Exception {
        SampleRun control = shortRun("x").expecting(Expectation.INVALID);
        assertThat(render(control.judged(Verdict.Word.INVALID).write(runs)))
                .contains("control: caught, as expected");
        assertThat(render(control.judged(Verdict.Word.VALID).write(runs)))
                .contains("control: not caught");
    }

    @Test
    void anUndecidedRunSaysWhy() throws Exception {
        assertThat(render(shortRun("x").judged(Verdict.Word.UNKNOWN).write(runs)))
                .contains("<p class=\"word\">Unknown</p>")
                .contains("the time budget ran out on key k3");
    }

    @Test
    void whatIsLeftOfARunIsAPageToo() throws Exception {
        Path run = shortRun("x").write(runs);
        for (String file : new String[] {RunFiles.RUN, RunFiles.VERDICT, RunFiles.HISTORY}) {
            Files.delete(run.resolve(file));
        }
        assertThat(render(run))
                .contains("This run folder is not whole")
                .contains(
                        "run.json: is missing",
                        "verdict.json: is missing",
                        "history.jsonl: is missing")
                .contains("<p class=\"word\">Unknown</p>")
                .contains("This run recorded no operations.");
    }

    @Test
    void nothingOfTheRunBecomesMarkup() throws Exception {
        String page = render(HostileRun.write(runs));
        assertThat(page)
                .doesNotContain(HostileRun.SCRIPT)
                .doesNotContain("<img")
                .doesNotContain("<script>document")
                .contains("&lt;script&gt;document")
                .contains("\\u0000", "\\u202e", "?-end");
        assertThat(page.chars()).noneMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r');
        assertThat(page).doesNotContainPattern("[\u202e\u2028]");
        assertThat(count(page, "<script")).isEqualTo(count(page, "</script>")).isEqualTo(10);
    }

    @Test
    void theDataOfTheChartsCannotEndItsElement() throws Exception {
        String page = render(HostileRun.write(runs));
        for (String id : List.of("chart-data", "operations-data", "log-data")) {
            String open = "id=\"" + id + "\">";
            int start = page.indexOf(open) + open.length();
            String json = page.substring(start, page.indexOf("</script>", start));
            assertThat(json)
                    .as(id)
                    .startsWith("{\"")
                    .endsWith("}")
                    .contains("\\u003c/script")
                    .doesNotContain("<");
        }
    }

    @Test
    void aPageNeedsNoNetworkAndAllowsNone() throws Exception {
        String page = render(shortRun("x").write(runs));
        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContain("url(", "@import");
    }

    @Test
    void aPageIsWellFormedAsFarAsTagsGo() throws Exception {
        String page = render(shortRun("x").judged(Verdict.Word.INVALID).write(runs));
        for (String tag : new String[] {
            "section", "table", "tr", "td", "th", "div", "svg", "details", "p", "g"
        }) {
            assertThat(count(page, "<" + tag + "[ >]"))
                    .as(tag)
                    .isEqualTo(count(page, "</" + tag + ">"));
        }
        assertThat(Pattern.compile(" id=\"([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLargeRunMakesASmallPage() throws Exception {
        SampleRun large = SampleRun.of("x", 1)
                .clients(64)
                .length(Duration.ofSeconds(40))
                .withResponseTimes()
                .judged(Verdict.Word.INVALID);
        Path run = large.write(runs);
        RunDigest digest = RunDigest.of(RunFolder.read(run));
        assertThat(digest.total().total()).isGreaterThan(100_000);
        assertThat(digest.sample().operations()).hasSize(OperationSample.LIMIT);
        String page = ReportPage.render(RunFolder.read(run), digest);
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ReportPage.BYTES_LIMIT);
    }

    @Test
    void aHostileRunMakesNoLargePageEither() throws Exception {
        assertThat(render(HostileRun.write(runs)).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(ReportPage.BYTES_LIMIT);
    }

    private static SampleRun shortRun(String name) {
        return SampleRun.of(name, 7).length(Duration.ofSeconds(4));
    }

    private static String render(Path run) throws IOException {
        RunFolder folder = RunFolder.read(run);
        return ReportPage.render(folder, RunDigest.of(folder));
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }
}
