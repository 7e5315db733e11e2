package dev.assay.reports.page;

import dev.assay.reports.svg.Chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scripts and the style of a page, and the policy that allows the page these and nothing else:
 * no request leaves it, and a script that a hostile value brought along would not run.
 *
 * @param scripts in the order in which they run
 * @param connects whether the page may ask the server that it came from
 */
public record InlineAssets(String style, List<String> scripts, boolean connects) {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    public InlineAssets {
        scripts = List.copyOf(scripts);
    }

    /** For a page with charts. */
    static InlineAssets report() {
        return new InlineAssets(
                read(UPLOT + "uPlot.min.css") + "\n" + read("page.css") + Chart.style(),
                List.of(
                        read(UPLOT + "uPlot.iife.min.js"),
                        read("run.js"),
                        read("heat.js"),
                        read("charts.js"),
                        read("explorer.js"),
                        read("logs.js"),
                        read("copy.js")),
                false);
    }

    /** The same for a page that asks the server it came from. */
    static InlineAssets served() {
        InlineAssets report = report();
        List<String> scripts = new ArrayList<>(report.scripts());
        scripts.add(read("live.js"));
        return new InlineAssets(report.style(), scripts, true);
    }

    /** For the overview. */
    static InlineAssets index() {
        return new InlineAssets(
                read("page.css"), List.of(read("copy.js"), read("index.js")), false);
    }

    /** For an overview that asks the server it came from. */
    static InlineAssets servedIndex() {
        return new InlineAssets(
                read("page.css"),
                List.of(read("copy.js"), read("index.js"), read("live-index.js")),
                true);
    }

    /** For the page's {@code Content-Security-Policy}. */
    public String policy() {
        String hashes = scripts.stream()
                .map(script -> "'sha256-" + sha256(script) + "'")
                .collect(Collectors.joining(" "));
        return "default-src 'none'; base-uri 'none'; form-action 'none';"
                + " style-src 'unsafe-inline';"
                + (connects ? " connect-src 'self';" : "")
                + " script-src " + hashes;
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = InlineAssets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource
                        + " is not on the class path: is the build complete?");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + resource, e);
        }
    }
}
