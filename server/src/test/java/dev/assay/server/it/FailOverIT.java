package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long no write is accepted after the leader was killed or stands still, the first time right
 * after the start. Time means something on a machine that does nothing else, so it runs only when it is
 * asked for: {@code -Dhraftd.failover.rounds=5}.
 */
@EnabledIfSystemProperty(named = "hraftd.failover.rounds", matches = "[0-9]+")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FailOverIT {

    private static final long MILLIS_MAX = 2_000;
    private static final int ROUNDS = Integer.getInteger("hraftd.failover.rounds", 1);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final List<ServerProcess> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ServerProcess::close);
    }

    private ServerProcess leader() {
        String[] id = {""};
        await("a leader").atMost(SOON).until(() -> {
            for (ServerProcess node : nodes) {
                if (node.running() && node.http().get("/readyz").status() == 200) {
                    id[0] = node.status().path("leader").path("id").asString("");
                }
            }
            return !id[0].isEmpty();
        });
        return nodes.stream()
                .filter(node -> node.name.equals(id[0]))
                .findFirst()
                .orElseThrow();
    }

    private ServerProcess other(ServerProcess than) {
        return nodes.stream().filter(node -> node != than).findFirst().orElseThrow();
    }

    private static long millisUntilWritten(ServerProcess node) {
        long from = System.nanoTime();
        await("a write after the leader went")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> node.http().put("/key/k", "v").status() == 200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    }

    @Test
    void a_new_leader_writes_soon_and_the_old_one_catches_up() {
        for (String name : List.of("a", "b", "c")) {
            ServerProcess node = new ServerProcess(home, name);
            if (nodes.isEmpty()) {
                node.start();
            } else {
                node.join(nodes.get(0));
            }
            nodes.add(node.awaitReady());
        }
        List<String> seen = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ServerProcess killed = leader();
            killed.kill();
            seen.add("kill " + limited(millisUntilWritten(other(killed))));
            killed.start().awaitReady();
            assertThat(killed.http().get("/key/k").body()).isEqualTo("{\"k\":\"v\"}");

            ServerProcess paused = leader();
            paused.signal("STOP");
            try {
                seen.add("pause " + limited(millisUntilWritten(other(paused))));
            } finally {
                paused.signal("CONT");
            }
            await("it follows the new one")
                    .atMost(SOON)
                    .until(() -> paused.http().put("/key/k", "v").status() == 200);
        }
        System.out.println("milliseconds without a write: " + seen);
    }

    private static long limited(long millis) {
        assertThat(millis).as("milliseconds without a write").isLessThanOrEqualTo(MILLIS_MAX);
        return millis;
    }
}
