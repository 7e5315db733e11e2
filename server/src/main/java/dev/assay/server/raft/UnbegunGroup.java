package dev.assay.server.raft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node leaves that is killed while it makes its groups for the first time: a group's
 * directory without any entry. Ratis, which takes over whatever directory it finds, would not know
 * that this node is its member.
 */
final class UnbegunGroup {

    private UnbegunGroup() {}

    /**
     * Removes a group's directory if it holds no entry and no snapshot.
     *
     * @throws IOException if it cannot be read or removed, or its log is damaged
     */
    static void remove(Path home) throws IOException {
        if (!Files.exists(home)
                || LogCheck.of(home.resolve("current"), -1, -1, -1).first() >= 0
                || hasFiles(home.resolve("sm"))) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(home)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private static boolean hasFiles(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return false;
        }
        try (Stream<Path> found = Files.walk(directory)) {
            return found.anyMatch(Files::isRegularFile);
        }
    }
}
