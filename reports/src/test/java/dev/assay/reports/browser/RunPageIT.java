package dev.assay.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;

import dev.assay.checker.history.Event;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.Reports;
import dev.assay.reports.browser.Browsers.Look;
import dev.assay.reports.browser.Browsers.Window;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunNow;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;
import dev.assay.reports.sample.HostileRun;
import dev.assay.reports.sample.SampleBench;
import dev.assay.reports.sample.SamplePages;
import dev.assay.reports.sample.SampleRun;
import dev.assay.reports.serve.ReportServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What people do on a page, done in a real browser: zoom, filter, keyboard, copying, a phone, the
 * dark, a run that goes on. Leaves screenshots in {@code target/screenshots}.
 */
class RunPageIT {

    private static Browsers browsers;

    @TempDir
    Path runs;

    @BeforeAll
    static void start() {
        browsers = Browsers.start();
    }

    @AfterAll
    static void end() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void zoomMovesAllChartsWithTheExplorer() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Page page = window.page();
            int all = inView(page);
            page.click("#zoom-in");
            waitUntil(page, "Number(document.getElementById('explorer').dataset.inView) < " + all);
            assertThat(page.isVisible("#in-view")).isTrue();

            // Dragging over a chart of rates chooses a part of what is in view.
            BoundingBox over = page.locator("#rates .u-over").boundingBox();
            page.locator("#rates").scrollIntoViewIfNeeded();
            over = page.locator("#rates .u-over").boundingBox();
            page.mouse().move(over.x + over.width * 0.3, over.y + 40);
            page.mouse().down();
            page.mouse()
                    .move(
                            over.x + over.width * 0.5,
                            over.y + 40,
                            new Mouse.MoveOptions().setSteps(5));
            page.mouse().up();
            double[] view = view(page);
            assertThat(view[1] - view[0]).isBetween(0.05, 2.0);

            page.click("#in-view button");
            assertThat(view(page)[0]).isZero();
            waitUntil(
                    page, "Number(document.getElementById('explorer').dataset.inView) === " + all);
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void whatStandsBelowEachOtherIsOneMoment() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Page page = window.page();
            BoundingBox lines = page.locator("#rates .u-over").boundingBox();
            for (String below : List.of(".strip canvas", ".heat canvas")) {
                Locator canvas = page.locator(below).first();
                double left = Double.parseDouble(canvas.getAttribute("data-plot-left"));
                assertThat(canvas.boundingBox().x + left).as(below).isEqualTo(lines.x);
            }
            assertThat(page.locator("#latencies .u-over").first().boundingBox().x)
                    .isEqualTo(lines.x);
        }
    }

    @Test
    void filtersLeaveWhatMatches() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Page page = window.page();
            int all = inView(page);
            page.fill("#filter-key", "k1");
            waitUntil(page, "Number(document.getElementById('explorer').dataset.inView) < " + all);
            int key = inView(page);
            page.uncheck("#filter-ok");
            waitUntil(page, "Number(document.getElementById('explorer').dataset.inView) < " + key);
            page.click("#operations-in-view summary");
            // The browser tells of the opening a moment after it.
            waitUntil(page, "document.getElementById('operations-text').textContent !== ''");
            assertThat(page.textContent("#operations-text").lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("key k1"))
                    .noneMatch(line -> line.contains("→ ok,"));
            page.fill("#filter-text", "no such thing");
            waitUntil(page, "document.getElementById('explorer').dataset.inView === '0'");
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Page page = window.page();
            page.focus("#explorer-lanes canvas");
            page.keyboard().press("n");
            String first = page.textContent("#operation-details");
            page.keyboard().press("n");
            assertThat(page.textContent("#operation-details"))
                    .startsWith("process ")
                    .isNotEqualTo(first);
            page.keyboard().press("+");
            page.keyboard().press("ArrowRight");
            assertThat(view(page)[0]).isPositive();
            page.keyboard().press("0");
            assertThat(view(page)[0]).isZero();
            page.keyboard().press("Enter");
            assertThat(page.getAttribute("html", "data-copied"))
                    .isEqualTo(page.textContent("#operation-details"));
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void anOperationIsChosenByAClick() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Page page = window.page();
            Locator lanes = page.locator("#explorer-lanes canvas");
            assertThat(page.textContent("#operation-details")).startsWith("Choose an operation");
            for (int i = 0;
                    i < 12 && page.getAttribute("#explorer", "data-selected") == null;
                    i++) {
                lanes.click(new Locator.ClickOptions().setPosition(200 + i * 60, 60 + i * 14));
            }
            assertThat(page.textContent("#operation-details")).startsWith("process ");
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void everySectionCanBeCopiedAsText() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Page page = window.page();
            int sections = page.locator("main > section").count();
            assertThat(page.locator("main > section > .copy-section").count())
                    .isEqualTo(sections)
                    .isGreaterThan(7);
            page.click("section[aria-labelledby=faults-title] .copy-section");
            assertThat(page.getAttribute("html", "data-copied"))
                    .startsWith("## Faults")
                    .contains("| # ", "leader-isolated", "| 1 ");
            page.click("section[aria-labelledby=rates-title] .copy-section");
            assertThat(page.getAttribute("html", "data-copied"))
                    .contains("Operations per second", "| second");
            page.click("#logs > .copy-section");
            assertThat(page.getAttribute("html", "data-copied")).contains("raft: appended entry");
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void hostileTextIsShownAsText() throws Exception {
        Path run = HostileRun.write(runs);
        Reports.renderRun(run);
        try (Window window = open(run, Look.DESKTOP)) {
            Page page = window.page();
            page.click("#operations-in-view summary");
            page.click("#zoom-in");
            page.click("#zoom-all");
            assertThat(page.textContent("main")).contains("<script>document");
            assertThat(page.getAttribute("html", "data-pwned")).isNull();
            assertThat(page.locator("main img").count()).isZero();
            noSidewaysScrolling(page);
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void aPhoneShowsEverythingWithoutScrollingSideways() throws Exception {
        for (Path run : List.of(invalidRun(), SampleBench.write(runs, "bench", 3))) {
            Reports.renderRun(run);
            try (Window window = open(run, Look.PHONE)) {
                noSidewaysScrolling(window.page());
                assertThat(window.troubles()).isEmpty();
                window.screenshot("phone-" + run.getFileName());
            }
        }
    }

    @Test
    void aCycleOfTransactionsIsDrawnInEveryLook() throws Exception {
        Path run = SampleRun.of("write-skew", 7)
                .length(Duration.ofSeconds(12))
                .judged(Verdict.Word.INVALID)
                .withWriteSkew()
                .write(runs);
        Reports.renderRun(run);
        for (Look look : Look.values()) {
            try (Window window = open(run, look)) {
                Locator cycle = window.page().locator(".cycle svg");
                assertThat(cycle.locator("g.bar").count()).isEqualTo(2);
                assertThat(cycle.locator("path.before").count()).isEqualTo(2);
                BoundingBox box = cycle.boundingBox();
                assertThat(box.height).isPositive();
                assertThat(window.page().locator("ol.reasons li").first().innerText())
                        .contains("T1 comes before T2");
                noSidewaysScrolling(window.page());
                assertThat(window.troubles()).isEmpty();
                window.screenshot("cycle-" + look.name().toLowerCase(Locale.ROOT));
            }
        }
        try (Window window = open(run, Look.DARK)) {
            // What a browser does before it prints; the canvases become those of the light look.
            window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            window.page().evaluate("() => window.dispatchEvent(new Event('beforeprint'))");
            assertThat(window.page().locator("button:visible").count()).isZero();
            assertThat(window.page().locator(".cycle svg").boundingBox().height).isPositive();
            window.screenshot("cycle-print");
        }
    }

    @Test
    void everyControlHasAName() throws Exception {
        try (Window window = open(invalidRun(), Look.DESKTOP)) {
            Object nameless = window.page()
                    .evaluate(
                            "() => Array.from(document.querySelectorAll('input, select, button, canvas,"
                                    + " [role=img], [role=region]')).filter(e => !e.closest('.uplot')"
                                    + " && !(e.labels && e.labels.length)"
                                    + " && !e.getAttribute('aria-label') && !e.textContent.trim())"
                                    + ".map(e => e.outerHTML.slice(0, 120))");
            assertThat((List<?>) nameless).isEmpty();
        }
    }

    @Test
    void pagesOfAllKindsAreQuietAndLeaveScreenshots() throws Exception {
        SamplePages.write(runs);
        try (Window window = browsers.open(runs.resolve(RunFiles.INDEX).toUri(), Look.DESKTOP)) {
            Page page = window.page();
            int rows = page.locator("table.runs tbody tr:visible").count();
            window.screenshot("index");
            page.fill("#search", "one-way");
            assertThat(page.locator("table.runs tbody tr:visible").count())
                    .isPositive()
                    .isLessThan(rows);
            assertThat(window.troubles()).isEmpty();
        }
        for (Path run : Reports.runFolders(runs)) {
            String name = run.getFileName().toString().substring(16);
            for (Look look : List.of(Look.DESKTOP, Look.DARK)) {
                try (Window window = open(run, look)) {
                    window.screenshot(name + "-" + look.name().toLowerCase(Locale.ROOT));
                    assertThat(window.troubles()).as(name).isEmpty();
                }
            }
        }
    }

    @Test
    void aPageCanBePrinted() throws Exception {
        try (Window window = open(invalidRun(), Look.DARK)) {
            byte[] paper = window.page()
                    .pdf(new Page.PdfOptions()
                            .setPath(Browsers.SCREENSHOTS.resolve("print.pdf"))
                            .setFormat("A4")
                            .setPrintBackground(true));
            assertThat(paper).hasSizeGreaterThan(20_000);
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void aServedPageAsksForWhatIsInView() throws Exception {
        Path run = invalidRun();
        try (ReportServer server = ReportServer.start(runs, 0);
                Window window = browsers.open(
                        server.address().resolve(run.getFileName() + "/report.html"),
                        Look.DESKTOP)) {
            Page page = window.page();
            waitUntil(page, "document.getElementById('explorer').dataset.ready === 'yes'");
            page.fill("#filter-key", "k2");
            page.click("#zoom-in");
            assertThat(window.troubles()).isEmpty();
        }
    }

    @Test
    void aRunningTestIsFollowedUntilItsVerdict() throws Exception {
        RunSpec spec =
                RunSpec.builder("live", 1).duration(Duration.ofSeconds(40)).build();
        Path sample =
                SampleRun.of("x", 5).length(Duration.ofSeconds(6)).write(runs.resolve("sample"));
        List<String> lines = Files.readAllLines(sample.resolve(RunFiles.HISTORY));
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec)) {
            Path history = run.folder().resolve(RunFiles.HISTORY);
            append(history, lines.subList(0, 200));
            try (ReportServer server = ReportServer.start(runs, 0);
                    Window window = browsers.open(
                            server.address().resolve(run.folder().getFileName() + "/report.html"),
                            Look.DESKTOP)) {
                Page page = window.page();
                assertThat(page.textContent(".word")).isEqualTo("Running");
                waitUntil(page, "Number(document.documentElement.dataset.followed) >= 1");
                int before = inView(page);
                append(history, lines.subList(200, lines.size()));
                waitUntil(
                        page,
                        "Number(document.getElementById('explorer').dataset.inView) > " + before);
                assertThat(page.textContent("#live-sentence")).contains("of 40.0 s");
                window.screenshot("live");
                run.writeVerdict(RunVerdict.of(List.of(), List.of(), List.of()));
                waitUntil(page, "document.documentElement.dataset.running === 'no'");
                assertThat(page.textContent(".word")).isEqualTo("Unknown");
                assertThat(window.troubles()).isEmpty();
            }
        }
    }

    @Test
    void theOverviewShowsHowRunsGoOn() throws Exception {
        SampleRun.of("over", 3).length(Duration.ofSeconds(2)).write(runs);
        Path sample =
                SampleRun.of("x", 5).length(Duration.ofSeconds(6)).write(runs.resolve("sample"));
        List<Event> events = new ArrayList<>();
        RunFolder.read(sample).readHistory(events::add);
        RunSpec spec =
                RunSpec.builder("live", 1).duration(Duration.ofSeconds(40)).build();
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec);
                ReportServer server = ReportServer.start(runs, 0)) {
            run.doing("load of 3 clients");
            append(run, events.subList(0, events.size() / 2));
            try (Window window = browsers.open(server.address(), Look.PHONE)) {
                noSidewaysScrolling(window.page());
                window.screenshot("live-overview-phone");
                assertThat(window.troubles()).isEmpty();
            }
            try (Window window = browsers.open(server.address(), Look.DESKTOP)) {
                Page page = window.page();
                page.fill("#search", "o");
                page.fill("#search", "");
                String ok = "document.querySelector('[data-live=ok]').textContent";
                String before = page.textContent("[data-live=ok]");
                assertThat(page.textContent("[data-live=doing]")).isEqualTo("load of 3 clients");
                append(run, events.subList(events.size() / 2, events.size()));
                run.faultGoesOn(new RunNow.Fault(
                        "kill-<b>leader</b>", 4_000_000_000L, List.of("n2"), "process gone"));
                waitUntil(page, ok + " !== '" + before + "'");
                waitUntil(
                        page,
                        "document.querySelector('[data-live=doing]').textContent"
                                + ".startsWith('fault kill-<b>leader</b> on n2 for ')");
                assertThat(page.textContent("[data-live=time]")).endsWith(" of 40.0 s");
                window.screenshot("live-overview");
                // Not while somebody searches.
                page.fill("#search", "over");
                run.writeVerdict(RunVerdict.of(List.of(), List.of(), List.of()));
                int looks = Integer.parseInt(page.getAttribute("html", "data-followed"));
                waitUntil(
                        page, "Number(document.documentElement.dataset.followed) > " + (looks + 1));
                assertThat(page.locator("table.live").count()).isEqualTo(1);
                page.fill("#search", "");
                waitUntil(page, "!document.querySelector('table.live')");
                assertThat(page.textContent("main")).contains("live");
                assertThat(window.troubles()).isEmpty();
            }
        }
    }

    private static void append(RunFolderWriter run, List<Event> events) throws Exception {
        for (Event event : events) {
            run.history().append(event);
        }
        run.history().flush();
    }

    private static void append(Path history, List<String> lines) throws Exception {
        Files.write(history, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path invalidRun() throws Exception {
        Path run = SampleRun.of("one-way-cut", 7)
                .length(Duration.ofSeconds(12))
                .withResponseTimes()
                .judged(Verdict.Word.INVALID)
                .write(runs);
        Reports.renderRun(run);
        return run;
    }

    private static Window open(Path run, Look look) {
        return browsers.open(run.resolve(RunFiles.PAGE).toUri(), look);
    }

    private static int inView(Page page) {
        return Integer.parseInt(page.getAttribute("#explorer", "data-in-view"));
    }

    private static double[] view(Page page) {
        String[] parts = page.getAttribute("html", "data-view").split(" ");
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }

    private static void waitUntil(Page page, String condition) {
        page.waitForFunction("() => " + condition);
    }

    private static void noSidewaysScrolling(Page page) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels that lie outside")
                .isEqualTo(0);
    }
}
