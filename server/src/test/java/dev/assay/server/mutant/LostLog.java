package dev.assay.server.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does to a data directory what a power loss does to a server that never forces its log: the open
 * log segment is gone. The keys go too, for they are newer than what is left of the log; term and
 * vote, which are small and rewritten, stay.
 */
final class LostLog {

    private static final String OPEN_SEGMENT_PREFIX = "log_inprogress_";

    private LostLog() {}

    static void lose(Path directory) {
        try {
            for (Path path : under(directory.resolve("raft"))) {
                if (path.getFileName().toString().startsWith(OPEN_SEGMENT_PREFIX)) {
                    Files.delete(path);
                }
            }
            for (Path path : under(directory.resolve("db"))) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lose the log in " + directory, e);
        }
    }

    private static List<Path> under(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(directory)) {
            return found.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
