package dev.assay.checker.cli;

import dev.assay.checker.format.HistoryFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The histories that paths on the command line stand for. */
final class HistoryPaths {

    private HistoryPaths() {}

    /**
     * A file and a run folder are one; any other folder is those in it, by name.
     *
     * @throws IllegalArgumentException if there is no such file, or a folder cannot be listed
     */
    static List<Path> of(List<Path> paths) {
        List<Path> histories = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(path + ": there is no such file");
            }
            if (isHistory(path)) {
                histories.add(path);
            } else {
                histories.addAll(in(path));
            }
        }
        return histories;
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(HistoryPaths::isHistory).sorted().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + ": cannot be listed: " + e, e);
        }
    }

    private static boolean isHistory(Path path) {
        return Files.isRegularFile(path) || Files.isRegularFile(path.resolve(HistoryFiles.NAME));
    }
}
