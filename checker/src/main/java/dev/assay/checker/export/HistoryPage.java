package dev.assay.checker.export;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.evidence.CounterexampleText;
import dev.assay.checker.evidence.Wording;
import dev.assay.checker.history.History;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A history and what was found out about it, as one HTML file that needs nothing else: a lane for
 * each process, a bar from each invocation to its completion, and on them the order in which the
 * operations took effect.
 *
 * <p>All that comes from the history travels as data, in JSON; the page's script writes it as text
 * and never as markup, and its policy lets no other script run and nothing be loaded.
 */
public final class HistoryPage {

    private HistoryPage() {}

    /**
     * The whole page.
     *
     * @param title what was checked, such as the file's name
     * @param result of a check of this history by this model
     * @param bytes memory for finding the orders that are drawn
     */
    public static <S, A> String of(
            String title, History history, Model<S, A> model, CheckResult result, long bytes) {
        String script = resource("page.js");
        String style = resource("page.css");
        String data = new PageData<>(history, model, result, Limit.ofBytes(bytes)).json();
        return resource("page.html")
                .replace("{{script-hash}}", hash(script))
                .replace("{{style-hash}}", hash(style))
                .replace("{{style}}", style)
                .replace("{{script}}", script)
                .replace("{{word}}", result.verdict().word().name().toLowerCase(Locale.ROOT))
                .replace("{{checker}}", withoutPlaces(escaped(result.checker())))
                .replace("{{operations}}", String.format(Locale.ROOT, "%,d", result.operations()))
                .replace("{{seconds}}", String.format(Locale.ROOT, "%.3f", seconds(result)))
                // What comes from outside goes in last, so that nothing in it is replaced.
                .replace("{{title}}", withoutPlaces(escaped(title)))
                .replace("{{reason}}", withoutPlaces(escaped(reason(result.verdict()))))
                .replace("{{text}}", withoutPlaces(escaped(text(result.verdict()))))
                .replace("{{data}}", data);
    }

    static double seconds(CheckResult result) {
        return result.usedTime().toNanos() / 1e9;
    }

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Invalid invalid) {
            return invalid.evidence().explanation();
        }
        return verdict instanceof Verdict.Unknown unknown
                ? unknown.reason()
                : "each object has a legal order that keeps real time";
    }

    private static String text(Verdict verdict) {
        return verdict instanceof Verdict.Invalid invalid
                ? CounterexampleText.of(invalid.evidence())
                : "";
    }

    static String escaped(String text) {
        return text.lines()
                .map(Wording::visible)
                .collect(Collectors.joining("\n"))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String withoutPlaces(String text) {
        return text.replace("{{", "{&#123;");
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String resource(String name) {
        try (InputStream in = HistoryPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the checker's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
