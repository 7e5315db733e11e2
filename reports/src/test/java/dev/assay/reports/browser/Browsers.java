package dev.assay.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One Chromium, and windows of it that write down whatever went wrong in them: words on the console,
 * errors of scripts, requests to anywhere but the place of the page.
 */
final class Browsers implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** Screenshots are kept here, to be looked at and as CI artefacts. */
    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where browser or driver is missing, unless CI says that both are there. */
    static Browsers start() {
        Optional<Path> chromium = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        boolean driver = Browsers.class.getClassLoader().getResource("driver/linux") != null;
        boolean expected = "true".equals(System.getenv("CI"))
                && "true".equals(System.getenv("ASSAY_EXPECT_PLAYWRIGHT"));
        if (expected) {
            assertThat(chromium).as("chromium on the PATH, as CI says").isPresent();
            assertThat(driver).as("Playwright's driver, of the profile browser").isTrue();
        }
        Assumptions.assumeTrue(chromium.isPresent(), "no chromium on the PATH");
        Assumptions.assumeTrue(driver, "no Playwright driver: it comes with -Pbrowser");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browsers(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium.orElseThrow())
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-background-networking",
                                        "--no-first-run"))));
    }

    /** How a window looks. */
    enum Look {
        DESKTOP(1280, 900, ColorScheme.LIGHT),
        DARK(1280, 900, ColorScheme.DARK),
        PHONE(390, 844, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    /** A page in a window, and what went wrong there. */
    static final class Window implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> troubles = new ArrayList<>();

        private Window(BrowserContext context, URI address) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(message -> troubles.add("console: " + message.text()));
            page.onPageError(error -> troubles.add("error: " + error));
            page.onRequest(request -> {
                String url = request.url();
                boolean own = address.getScheme().equals("file")
                        ? url.equals(address.toString())
                        : url.startsWith("http://127.0.0.1:" + address.getPort() + "/");
                if (!own && !url.startsWith("data:") && !url.startsWith("blob:")) {
                    troubles.add("request: " + url);
                }
            });
            page.navigate(address.toString());
        }

        Page page() {
            return page;
        }

        List<String> troubles() {
            return troubles;
        }

        void screenshot(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }

        @Override
        public void close() {
            context.close();
        }
    }

    Window open(URI address, Look look) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.scheme));
        context.setDefaultTimeout(30_000);
        return new Window(context, address);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
