package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.powerloss.PowerLoss;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Crashes under load, round after round: kill -9 of one node, and loss of power for all. What was
 * acknowledged is on every node afterwards, counted nothing twice, and counts on.
 *
 * <p>A few rounds by default; {@code -Dhraftd.crash.rounds=50} for more, {@code -Dseed=} for other
 * victims.
 */
@Timeout(value = 60, unit = java.util.concurrent.TimeUnit.MINUTES)
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("hraftd.crash.rounds", 1);
    private static final long SEED = Long.getLong("seed", 1);
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Acknowledged writes between two faults. */
    private static final int WRITES_A_ROUND = 100;

    @TempDir
    Path home;

    private final Random random = new Random(SEED);
    private final List<ServerProcess> nodes = new ArrayList<>();
    private final List<PowerLoss> losses = new ArrayList<>();
    private final Ledger ledger = new Ledger();

    @AfterEach
    void stop() {
        ledger.stop();
        nodes.forEach(ServerProcess::close);
    }

    private void cluster(boolean recorded, String... more) throws IOException {
        for (String name : List.of("a", "b", "c")) {
            add(name, recorded, more);
        }
    }

    private ServerProcess add(String name, boolean recorded, String... more) throws IOException {
        ServerProcess node = new ServerProcess(home, name);
        if (recorded) {
            PowerLoss loss = new PowerLoss(home, name);
            losses.add(loss);
            node.jvmFlag(loss.flag());
        }
        List<String> flags = new ArrayList<>(List.of(more));
        if (!nodes.isEmpty()) {
            flags.addAll(List.of("-join", ":" + nodes.get(0).httpPort));
        }
        nodes.add(node);
        node.start(flags.toArray(String[]::new)).awaitReady();
        return node;
    }

    private void awaitWrites(int count) {
        int before = ledger.acknowledged();
        await(count + " writes").atMost(SOON).until(() -> ledger.acknowledged() >= before + count);
    }

    @Test
    void kill_9_of_one_node_after_the_other() throws IOException {
        cluster(false);
        nodes.forEach(ledger::writeTo);
        for (int round = 1; round <= ROUNDS; round++) {
            awaitWrites(WRITES_A_ROUND);
            ServerProcess victim = nodes.get(random.nextInt(nodes.size()));
            System.out.printf(
                    "kill -9, round %d of %d: %s, %d acknowledged%n",
                    round, ROUNDS, victim.name, ledger.acknowledged());
            if (random.nextInt(3) == 0) {
                victim.http().post("/snapshot", "");
            }
            victim.kill();
            awaitWrites(WRITES_A_ROUND / 2);
            victim.start().awaitReady();
            ledger.verifyNewest(victim, 2 * WRITES_A_ROUND);
        }
        ledger.stop();
        nodes.forEach(ledger::verifyAll);
        await("all have applied the same")
                .atMost(SOON)
                .until(() -> nodes.stream()
                                .map(node -> node.status().path("appliedIndex").asLong())
                                .distinct()
                                .count()
                        == 1);
    }

    @Test
    void loss_of_power_for_all() throws IOException {
        cluster(true);
        nodes.forEach(ledger::writeTo);
        for (int round = 1; round <= ROUNDS; round++) {
            awaitWrites(WRITES_A_ROUND);
            if (random.nextInt(3) == 0) {
                nodes.get(random.nextInt(nodes.size())).http().post("/snapshot", "");
            }
            long gone = loseThePower();
            System.out.printf(
                    "power loss, round %d of %d: %d acknowledged, %d bytes gone%n",
                    round, ROUNDS, ledger.acknowledged(), gone);
            for (ServerProcess node : nodes) {
                if (random.nextInt(4) == 0) {
                    delete(node.directory.resolve("db"));
                }
                node.start();
            }
            nodes.forEach(ServerProcess::awaitReady);
            nodes.forEach(node -> ledger.verifyNewest(node, 2 * WRITES_A_ROUND));
        }
        ledger.stop();
        nodes.forEach(ledger::verifyAll);
    }

    /**
     * A node that is its whole group answers from the thread that appends, ahead of Ratis. It is
     * killed or loses its power while it does, also with a snapshot under way; what it leaves is
     * the beginning of a group of two.
     */
    @Test
    void crashes_of_a_node_on_its_own() throws IOException {
        ServerProcess alone = add("a", true);
        ledger.writeTo(alone);
        for (int round = 1; round <= Math.max(2, ROUNDS); round++) {
            awaitWrites(2 * WRITES_A_ROUND);
            if (random.nextInt(2) == 0) {
                alone.http().post("/snapshot", "");
                awaitWrites(WRITES_A_ROUND / 2);
            }
            long gone = 0;
            if (round % 2 == 0) {
                gone = loseThePower();
            } else {
                alone.kill();
            }
            System.out.printf(
                    "one node, round %d of %d: %d acknowledged, %d bytes gone%n",
                    round, Math.max(2, ROUNDS), ledger.acknowledged(), gone);
            if (random.nextInt(4) == 0) {
                delete(alone.directory.resolve("db"));
            }
            alone.start().awaitReady();
            ledger.verifyNewest(alone, 2 * WRITES_A_ROUND);
        }
        ServerProcess second = add("b", true);
        awaitWrites(WRITES_A_ROUND);
        ledger.stop();
        ledger.verifyAll(alone);
        ledger.verifyAll(second);
    }

    /**
     * What a process left unforced when it was killed is the log of the next one. From then on it
     * counts as held, so that a loss of power must not take it.
     */
    @Test
    void what_a_killed_process_left_unforced_is_forced_by_the_next() throws IOException {
        ServerProcess node = add("a", true, "-fsync", "never");
        ledger.writeTo(node);
        awaitWrites(WRITES_A_ROUND);
        ledger.stop();
        node.kill();
        node.start("-fsync", "always").awaitReady();
        loseThePower();
        node.start("-fsync", "always").awaitReady();
        ledger.verifyAll(node);
    }

    /** The control: without fsync the same fault takes acknowledged writes away. */
    @Test
    void loss_of_power_without_fsync_is_seen() throws IOException {
        cluster(true, "-fsync", "never");
        nodes.forEach(ledger::writeTo);
        awaitWrites(WRITES_A_ROUND);
        ledger.stop();
        assertThat(loseThePower()).isPositive();
        nodes.forEach(node -> node.start("-fsync", "never"));
        ServerProcess node = nodes.get(0);
        try {
            await("an answer")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> node.http().get("/key/x").status() == 200);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return; // It has forgotten even its group.
        }
        assertThat(ledger.missingOn(node)).isNotEmpty();
    }

    /**
     * A follower that has lost what its leader knows it to have held, as {@code -fsync never} allows,
     * refuses what the leader sends until that goes back. With Ratis' own waits between two tries it
     * was only ever sent heartbeats, which do not make the leader go back, and never caught up.
     */
    @Test
    void a_follower_that_lost_the_end_of_its_log_catches_up() throws IOException {
        cluster(true, "-fsync", "never");
        ServerProcess follower = nodes.get(2);
        ledger.writeTo(nodes.get(0));
        awaitWrites(WRITES_A_ROUND);
        follower.kill();
        assertThat(losses.get(2).strike(follower.directory)).isPositive();
        awaitWrites(WRITES_A_ROUND);
        follower.start("-fsync", "never").awaitReady();
        ledger.stop();
        ledger.verifyAll(follower);
    }

    private long loseThePower() throws IOException {
        ServerProcess.killAll(nodes);
        long gone = 0;
        for (int i = 0; i < nodes.size(); i++) {
            gone += losses.get(i).strike(nodes.get(i).directory);
        }
        return gone;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** For a look at one node from elsewhere in this package. */
    static Jedis connect(ServerProcess node) {
        return new Jedis("127.0.0.1", node.redisPort, 5_000);
    }
}
