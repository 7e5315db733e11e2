package dev.assay.bench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM: stops what is under way, and gives the command time to print and to write down
 * what was measured.
 */
final class Ending implements AutoCloseable {
    /** How long the last words may take. */
    private static final long LAST_WORDS_MS = 20_000;

    private final AtomicBoolean came = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop ends the work soon; may be called by any thread */
    Ending(Runnable stop) {
        hook = new Thread(
                () -> {
                    came.set(true);
                    stop.run();
                    try {
                        over.await(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ending");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the command was told to end. */
    boolean came() {
        return came.get();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, which is what the hook is for.
        }
    }
}
