package dev.assay.server.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Crashes of a node that is its whole group. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class LoneCrashIT extends Crashing {

    /**
     * A node that is its whole group answers from the thread that appends, ahead of Ratis. It is
     * killed or loses its power while it does, also with a snapshot under way; what it leaves is
     * the beginning of a group of two.
     */
    @Test
    void crashes_of_a_node_on_its_own() throws IOException {
        ServerProcess alone = add("a");
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
        ServerProcess second = add("b");
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
        ServerProcess node = add("a", "-fsync", "never");
        ledger.writeTo(node);
        awaitWrites(WRITES_A_ROUND);
        ledger.stop();
        node.kill();
        node.start("-fsync", "always").awaitReady();
        loseThePower();
        node.start("-fsync", "always").awaitReady();
        ledger.verifyAll(node);
    }
}
