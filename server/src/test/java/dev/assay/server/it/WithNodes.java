package dev.assay.server.it;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A test with servers in processes of their own; those that still run are killed after it. */
abstract class WithNodes {

    @TempDir
    Path home;

    /** In the order in which they were made. */
    final List<ServerProcess> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ServerProcess::close);
    }

    /** One that is not started yet. */
    ServerProcess node(String name) {
        return node(home, name);
    }

    /** The same, with its directory elsewhere. */
    ServerProcess node(Path parent, String name) {
        ServerProcess node = new ServerProcess(parent, name);
        nodes.add(node);
        return node;
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
