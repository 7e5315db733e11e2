package dev.assay.server.it;

import static org.awaitility.Awaitility.await;

import dev.assay.server.powerloss.PowerLoss;

import org.junit.jupiter.api.AfterEach;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Crashes under load, round after round. What was acknowledged is on every node afterwards, counted
 * nothing twice, and counts on.
 *
 * <p>A few rounds by default; {@code -Dhraftd.crash.rounds=50} for more, {@code -Dseed=} for other
 * victims.
 */
abstract class Crashing extends WithNodes {

    static final int ROUNDS = Integer.getInteger("hraftd.crash.rounds", 1);
    private static final long SEED = Long.getLong("seed", 1);
    static final Duration SOON = Duration.ofSeconds(60);

    /** Acknowledged writes between two faults. */
    static final int WRITES_A_ROUND = 100;

    final Random random = new Random(SEED);
    final List<PowerLoss> losses = new ArrayList<>();
    final Ledger ledger = new Ledger();

    @AfterEach
    void stopWriting() {
        ledger.stop();
    }

    /** Starts a node that can lose what was not forced; all but the first join that. */
    ServerProcess add(String name, String... more) throws IOException {
        ServerProcess node = node(name);
        PowerLoss loss = new PowerLoss(home, name);
        losses.add(loss);
        node.jvmFlag(loss.flag());
        List<String> flags = new ArrayList<>(List.of(more));
        if (nodes.size() > 1) {
            flags.addAll(List.of("-join", ":" + nodes.get(0).httpPort));
        }
        return node.start(flags.toArray(String[]::new)).awaitReady();
    }

    void awaitWrites(int count) {
        int before = ledger.acknowledged();
        await(count + " writes").atMost(SOON).until(() -> ledger.acknowledged() >= before + count);
    }

    /** All at once, with what was not forced; how many bytes are gone. */
    long loseThePower() throws IOException {
        ServerProcess.killAll(nodes);
        long gone = 0;
        for (int i = 0; i < nodes.size(); i++) {
            gone += losses.get(i).strike(nodes.get(i).directory);
        }
        return gone;
    }
}
