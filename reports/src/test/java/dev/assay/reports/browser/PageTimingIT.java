package dev.assay.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.Reports;
import dev.assay.reports.browser.Browsers.Look;
import dev.assay.reports.browser.Browsers.Window;
import dev.assay.reports.chart.OperationSample;
import dev.assay.reports.page.ReportPage;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a page of a long run takes to make, to open and to draw. Prints figures, and only with
 * {@code -Dassay.page.timing=true}; the promise that it checks is the size.
 */
class PageTimingIT {

    private static final int OPENINGS = 5;

    private static final int FRAMES = 60;

    @TempDir
    Path runs;

    @Test
    void aTenMinuteRunOfAMillionOperations() throws Exception {
        Assumptions.assumeTrue(
                Boolean.getBoolean("assay.page.timing"), "-Dassay.page.timing=true measures");
        Path run = SampleRun.of("million", 7)
                .clients(44)
                .length(Duration.ofMinutes(10))
                .withResponseTimes()
                .judged(Verdict.Word.INVALID)
                .write(runs);
        long begun = System.nanoTime();
        long operations = Reports.renderRun(run).outcomes().total();
        double making = (System.nanoTime() - begun) / 1e9;
        Path file = run.resolve(RunFiles.PAGE);
        assertThat(Files.size(file)).isLessThan(ReportPage.BYTES_LIMIT);
        System.out.printf(
                "%,d operations, history of %.0f MB: page of %.2f MB made in %.1f s%n",
                operations,
                Files.size(run.resolve(RunFiles.HISTORY)) / 1e6,
                Files.size(file) / 1e6,
                making);
        try (Browsers browsers = Browsers.start()) {
            List<Double> openings = new ArrayList<>();
            for (int i = 0; i < OPENINGS; i++) {
                try (Window window = browsers.open(file.toUri(), Look.DESKTOP)) {
                    Page page = window.page();
                    openings.add(((Number) page.evaluate(OPENED)).doubleValue());
                    if (i == OPENINGS - 1) {
                        System.out.printf(
                                "%s operations in view (limit %,d)%n",
                                page.getAttribute("#explorer", "data-in-view"),
                                OperationSample.LIMIT);
                        print("frames while panning, all in view", page.evaluate(PAN, FRAMES));
                        page.click("#zoom-in");
                        page.click("#zoom-in");
                        print(
                                "frames while panning, a quarter in view",
                                page.evaluate(PAN, FRAMES));
                    }
                }
            }
            print("from navigation to the first whole picture", openings);
        }
    }

    /** Two frames after everything was loaded, drawn and laid out. */
    private static final String OPENED = "() => new Promise(done => requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => done(performance.now()))))";

    /** Draws again and again, and tells how long each took in the script. */
    private static final String PAN = "async frames => { const took = []; const view = assay.view;"
            + " const span = (view.to - view.from) * 0.98;"
            + " for (let i = 0; i < frames; i++) {"
            + " const from = (i % 20) / 20 * (assay.data.end - span);"
            + " assay.show(from, from + span);"
            + " await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
            + " took.push(Number(document.getElementById('explorer').dataset.drawnMs)); }"
            + " return took; }";

    private static void print(String what, Object numbers) {
        List<Double> sorted = ((List<?>) numbers)
                .stream()
                        .map(number -> ((Number) number).doubleValue())
                        .sorted()
                        .toList();
        System.out.printf(
                "%s: median %.1f ms, least %.1f ms, most %.1f ms (%d)%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }
}
