package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

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

    static Jedis connect(ServerProcess node) {
        return new Jedis("127.0.0.1", node.redisPort, 5_000);
    }

    /** Takes a snapshot and says up to which entry of the log it reaches. */
    static long snapshot(ServerProcess node) {
        Http.Answer answer = node.http().post("/snapshot", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Long.parseLong(answer.body().strip());
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
