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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How long no write is accepted after the leader was killed or stands still, the first time right
 * after the start: two seconds at most in half of the rounds, and never longer than a second election
 * takes, too, after one whose votes were split. Time means something on a machine that does nothing
 * else, so it runs only when it is asked for: {@code -Dhraftd.failover.rounds=5}.
 */
@EnabledIfSystemProperty(named = "hraftd.failover.rounds", matches = "[0-9]+")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FailOverIT {

    private static final long MEDIAN_MILLIS_MAX = 2_000;
    private static final long MILLIS_MAX = 4_000;

    /**
     * Another client tries so often, each on its own: what the former leader was given before the
     * others missed it is answered as unknown at the deadline of writes, 1.8 s, and not before.
     */
    private static final long MILLIS_BETWEEN_CLIENTS = 20;

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
        CompletableFuture<Long> written = new CompletableFuture<>();
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            await("a write after the leader went")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(MILLIS_BETWEEN_CLIENTS))
                    .until(() -> {
                        clients.execute(() -> {
                            if (node.http().put("/key/k", "v").status() == 200) {
                                written.complete(System.nanoTime() - from);
                            }
                        });
                        return written.isDone();
                    });
        } finally {
            clients.shutdownNow();
        }
        return TimeUnit.NANOSECONDS.toMillis(written.join());
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
        List<Long> kills = new ArrayList<>();
        List<Long> pauses = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ServerProcess killed = leader();
            killed.kill();
            kills.add(millisUntilWritten(other(killed)));
            killed.start().awaitReady();
            assertThat(killed.http().get("/key/k").body()).isEqualTo("{\"k\":\"v\"}");

            ServerProcess paused = leader();
            paused.signal("STOP");
            try {
                pauses.add(millisUntilWritten(other(paused)));
            } finally {
                paused.signal("CONT");
            }
            await("it follows the new one")
                    .atMost(SOON)
                    .until(() -> paused.http().put("/key/k", "v").status() == 200);
        }
        limited("a kill", kills);
        limited("a halt", pauses);
    }

    private static void limited(String what, List<Long> millis) {
        System.out.println("milliseconds without a write after " + what + ": " + millis);
        List<Long> sorted = millis.stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2))
                .as("median of %s, milliseconds without a write after %s", millis, what)
                .isLessThanOrEqualTo(MEDIAN_MILLIS_MAX);
        assertThat(millis)
                .as("milliseconds without a write after " + what)
                .allMatch(each -> each <= MILLIS_MAX, "at most " + MILLIS_MAX);
    }
}
