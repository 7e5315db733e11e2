package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Crashes of a group of three: kill -9 of one node after the other, loss of power for all. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CrashIT extends Crashing {

    /** Of nodes that can lose what was not forced. */
    private void cluster(String... more) throws IOException {
        for (String name : List.of("a", "b", "c")) {
            add(name, more);
        }
    }

    @Test
    void kill_9_of_one_node_after_the_other_and_loss_of_power_for_all() throws IOException {
        cluster();
        nodes.forEach(ledger::writeTo);
        for (int round = 1; round <= ROUNDS; round++) {
            killOne(round);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            loseThePower(round);
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

    private void killOne(int round) {
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

    private void loseThePower(int round) throws IOException {
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

    /**
     * A follower that has lost what its leader knows it to have held, as {@code -fsync never} allows,
     * refuses what the leader sends until that goes back. With Ratis' own waits between two tries it
     * was only ever sent heartbeats, which do not make the leader go back, and never caught up.
     */
    @Test
    void a_follower_that_lost_the_end_of_its_log_catches_up() throws IOException {
        cluster("-fsync", "never");
        ServerProcess follower = nodes.get(2);
        ledger.writeTo(nodes.get(0));
        awaitWrites(WRITES_A_ROUND);
        follower.kill();
        assertThat(losses.get(2).strike(follower.directory)).isPositive();
        awaitWrites(WRITES_A_ROUND);
        follower.start("-fsync", "never").awaitReady();
        ledger.stop();
        ledger.verifyAll(follower);
        allLoseAcknowledgedWrites();
    }

    /** The control: without fsync a loss of power takes acknowledged writes away. */
    private void allLoseAcknowledgedWrites() throws IOException {
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
}
