package dev.assay.checker.cli;

import dev.assay.checker.export.AnomalyPage;
import dev.assay.checker.export.HistoryPage;
import dev.assay.checker.export.RegressionTest;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.format.JsonlWriter;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.Events;
import dev.assay.checker.history.History;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files asked for by {@code --html} and {@code --junit}. For one thread. */
final class Exports {

    private final @Nullable Path html;
    private final @Nullable Path junit;
    private final boolean several;
    private final long bytes;
    private final Set<Path> taken = new HashSet<>();

    /**
     * @param html a file, or a folder if there are several histories; null for none
     * @param junit likewise
     */
    Exports(@Nullable Path html, @Nullable Path junit, List<Path> histories, long bytes) {
        this.html = html;
        this.junit = junit;
        this.several = histories.size() > 1;
        this.bytes = bytes;
    }

    /** Writes what was asked for; the files that it wrote. */
    List<Path> write(
            Path file, History history, Model<?, ?> model, String modelSpec, CheckResult result)
            throws IOException {
        List<Path> written = new ArrayList<>();
        if (html != null) {
            String page = HistoryPage.of(file.toString(), history, model, result, bytes);
            written.add(write(several ? free(html, name(file), ".html") : html, page));
        }
        if (junit != null && result.verdict() instanceof Verdict.Invalid invalid) {
            Path to = several ? free(junit, RegressionTest.className(name(file)), ".java") : junit;
            String className = several
                    ? String.valueOf(to.getFileName()).replace(".java", "")
                    : RegressionTest.className(String.valueOf(to.getFileName()));
            written.add(write(to, RegressionTest.of(invalid.evidence(), className, modelSpec)));
        }
        return written;
    }

    /** Writes the page of a check without a model, if it was asked for. */
    List<Path> write(Path file, CheckResult result) throws IOException {
        if (html == null) {
            return List.of();
        }
        String page = AnomalyPage.of(file.toString(), result);
        return List.of(write(several ? free(html, name(file), ".html") : html, page));
    }

    /** In the folder that the command runs in: nobody has said where. */
    static Path writeDisagreement(Path file, History history) throws IOException {
        Path to = Path.of("disagreement-" + name(file) + ".jsonl");
        for (int i = 2; Files.exists(to); i++) {
            to = Path.of("disagreement-" + name(file) + "-" + i + ".jsonl");
        }
        try (JsonlWriter writer = JsonlWriter.appendingTo(to)) {
            for (Event event : Events.of(history.operations())) {
                writer.write(event);
            }
        }
        return to;
    }

    private static Path write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return Files.writeString(file, text);
    }

    /** A run folder's history is named after the folder. */
    private static String name(Path history) {
        Path path = history.toAbsolutePath().normalize();
        String name = String.valueOf(path.getFileName());
        Path parent = path.getParent();
        return name.equals(HistoryFiles.NAME) && parent != null
                ? String.valueOf(parent.getFileName())
                : name;
    }

    /** In several folders there may be files of one name. */
    private Path free(Path folder, String name, String ending) {
        Path file = folder.resolve(name + ending);
        for (int i = 2; !taken.add(file); i++) {
            file = folder.resolve(name + i + ending);
        }
        return file;
    }
}
