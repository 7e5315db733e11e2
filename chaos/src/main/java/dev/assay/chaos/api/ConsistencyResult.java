package dev.assay.chaos.api;

import dev.assay.chaos.runner.Figures;
import dev.assay.chaos.runner.Judged;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunVerdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a consistency test.
 *
 * @param verdict valid, invalid, or unknown when the run proved nothing
 * @param why one sentence
 * @param problems why a valid verdict would not be worth its name
 * @param folder the run folder, with {@code report.html}
 * @param figures what users would have noticed; null when the history cannot be read
 */
public record ConsistencyResult(
        Verdict.Word verdict,
        String why,
        List<String> problems,
        Path folder,
        @Nullable Figures figures) {

    static ConsistencyResult of(Judged judged) throws IOException {
        RunVerdict verdict = RunFolder.read(judged.folder())
                .verdict()
                .orElseThrow(() -> new IOException(judged.folder() + ": there is no verdict"));
        return new ConsistencyResult(
                verdict.word(),
                verdict.why(),
                verdict.problems(),
                judged.folder(),
                judged.figures());
    }

    /** Whether it is valid, and nothing that was asked beyond safety was missed. */
    public boolean good() {
        return verdict == Verdict.Word.VALID
                && (figures == null || figures.sloMisses().isEmpty());
    }

    /**
     * Fails a test.
     *
     * @throws AssertionError when it is not {@link #good}, with the reason and where the page is
     */
    public void requireValid() {
        if (!good()) {
            throw new AssertionError("consistency: "
                    + (verdict == Verdict.Word.VALID && figures != null
                            ? String.join("; ", figures.sloMisses())
                            : verdict + ": " + why)
                    + "\n  page: " + folder.resolve("report.html")
                    + "\n  again: ./assay chaos replay " + folder);
        }
    }
}
