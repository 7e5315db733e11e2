package dev.assay.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.Reports;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.sample.HostileRun;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The pages in a real browser: charts are drawn, the console stays empty, and no request leaves the
 * page, since its own policy would log the attempt. Skipped where there is no Chromium, unless
 * {@code CI} and {@code ASSAY_EXPECT_CHROMIUM} are {@code true}.
 */
class PagesInBrowserIT {

    @TempDir
    Path runs;

    @TempDir
    Path work;

    private Chromium browser;

    @BeforeEach
    void findBrowser() {
        Optional<Chromium> found = Chromium.onPath(work);
        boolean expected = "true".equals(System.getenv("CI"))
                && "true".equals(System.getenv("ASSAY_EXPECT_CHROMIUM"));
        if (expected) {
            assertThat(found)
                    .as("chromium on the PATH, as ASSAY_EXPECT_CHROMIUM says")
                    .isPresent();
        }
        Assumptions.assumeTrue(
                found.isPresent(),
                "no chromium on the PATH: the pages are not opened in a browser");
        browser = found.orElseThrow();
    }

    @Test
    void theChartsOfARunAreDrawnWithoutAWordOnTheConsole() throws Exception {
        Path run = SampleRun.of("x", 1)
                .length(Duration.ofSeconds(10))
                .judged(Verdict.Word.INVALID)
                .withResponseTimes()
                .write(runs);
        Chromium.Opened page = open(run);
        assertThat(page.console()).isEmpty();
        // One of outcomes, three of latencies.
        assertThat(page.root()).contains("data-rendered=\"4\"");
        assertThat(count(page.dom(), "class=\"uplot")).isEqualTo(4);
        assertThat(count(page.dom(), "name=\"measure\"")).isEqualTo(2);
    }

    @Test
    void aDarkAndNarrowWindowDrawsThemToo() throws Exception {
        Path run = SampleRun.of("x", 1).length(Duration.ofSeconds(5)).write(runs);
        Reports.renderRun(run);
        Chromium.Opened page = browser.open(
                run.resolve(RunFiles.PAGE),
                "--window-size=400,800",
                "--blink-settings=preferredColorScheme=0");
        assertThat(page.console()).isEmpty();
        assertThat(page.root()).contains("data-rendered=\"4\"");
    }

    @Test
    void nothingOfAHostileRunIsExecuted() throws Exception {
        Chromium.Opened page = open(HostileRun.write(runs));
        assertThat(page.console()).isEmpty();
        assertThat(page.root()).contains("data-rendered=").doesNotContain("data-pwned");
    }

    @Test
    void anEmptyRunIsAQuietPage() throws Exception {
        Path run = SampleRun.of("x", 1).length(Duration.ZERO).write(runs);
        Chromium.Opened page = open(run);
        assertThat(page.console()).isEmpty();
        assertThat(page.root()).contains("data-rendered=\"0\"");
    }

    @Test
    void theOverviewIsSearchable() throws Exception {
        SampleRun.of("a", 1).length(Duration.ofSeconds(1)).write(runs);
        SampleRun.of("b", 2).length(Duration.ofSeconds(1)).write(runs);
        Reports.renderAll(runs);
        Chromium.Opened page = browser.open(runs.resolve(RunFiles.INDEX));
        assertThat(page.console()).isEmpty();
        assertThat(page.root()).contains("data-rendered=\"2\"");
    }

    /** The proof that the tests above could fail. */
    @Test
    void aRequestOrAForeignScriptWouldBeStoppedAndSeen() throws Exception {
        Path run = SampleRun.of("x", 1).length(Duration.ofSeconds(1)).write(runs);
        Reports.renderRun(run);
        Path page = run.resolve(RunFiles.PAGE);
        Files.writeString(
                page,
                Files.readString(page)
                        .replace(
                                "<main>",
                                "<main><img src=\"http://example.invalid/x.png\">"
                                        + HostileRun.SCRIPT));
        Chromium.Opened opened = browser.open(page);
        assertThat(opened.console())
                .anyMatch(line -> line.contains("example.invalid"))
                .anyMatch(line -> line.contains("script"));
        assertThat(opened.root()).doesNotContain("data-pwned");
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private Chromium.Opened open(Path run) throws Exception {
        Reports.renderRun(run);
        return browser.open(run.resolve(RunFiles.PAGE));
    }
}
