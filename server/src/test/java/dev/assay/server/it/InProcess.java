package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.node.Doors;
import dev.assay.server.node.Node;
import dev.assay.server.node.NodeConfig;
import dev.assay.server.node.NodeParts;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Fsync;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftSettings;
import dev.assay.server.read.ReadLevel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A single node inside the test's own JVM. */
final class InProcess implements AutoCloseable {

    final int httpPort;
    final int redisPort;
    private final Node node;

    InProcess(Path directory, boolean inMemory) {
        this(directory, inMemory, Doors.STANDARD);
    }

    InProcess(Path directory, boolean inMemory, Doors doors) {
        List<Integer> ports = Ports.free(3);
        httpPort = ports.get(0);
        redisPort = ports.get(1);
        HostPort raft = new HostPort("", ports.get(2));
        try {
            node = new Node(
                    new NodeConfig(
                            new Member(
                                    raft.toString(),
                                    raft,
                                    new HostPort("", httpPort),
                                    new HostPort("", redisPort)),
                            Optional.empty(),
                            "",
                            OptionalInt.empty(),
                            inMemory,
                            inMemory ? Fsync.NEVER : Fsync.ALWAYS,
                            ReadLevel.LINEARIZABLE,
                            RaftSettings.DEFAULT,
                            doors,
                            directory),
                    NodeParts.STANDARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(http().get("/readyz"))
                        .isEqualTo(new Http.Answer(200, "ready\n")));
    }

    Http http() {
        return new Http(httpPort);
    }

    @Override
    public void close() {
        node.close();
    }
}
