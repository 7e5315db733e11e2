package dev.assay.server.raft;

import dev.assay.server.store.Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** When a snapshot is taken: when it is due, or asked for. One at a time, on a thread of its own. */
final class Snapshotting implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshotting.class);

    /** One is due after so much log: it bounds the disk, and what a restart reads again. */
    private static final long DUE_BYTES = 128L * 1024 * 1024;

    private static final long DUE_ENTRIES = 100_000;

    private static final Duration CHECK = Duration.ofSeconds(1);

    /** For a flush of what came since the last one; slow disks have seconds of it. */
    private static final Duration TAKEN_MAX = Duration.ofMinutes(2);

    private static final long FOLLOW_STEP_MILLIS = 1;

    private final Store store;
    private final LogStateMachine stateMachine;
    private final Snapshots snapshots;
    private final Creating creating;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "snapshots");
                made.setDaemon(true);
                return made;
            });

    /** Has Ratis take one, and waits for it. */
    @FunctionalInterface
    interface Creating {

        /**
         * @return the index of the last entry in it
         */
        long create(Duration within) throws IOException;
    }

    Snapshotting(
            Store store, LogStateMachine stateMachine, Snapshots snapshots, Creating creating) {
        this.store = store;
        this.stateMachine = stateMachine;
        this.snapshots = snapshots;
        this.creating = creating;
    }

    /**
     * @param live whether the node takes part: otherwise none is due
     */
    void start(BooleanSupplier live) {
        thread.scheduleWithFixedDelay(
                () -> takeIfDue(live), CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Long> take() {
        CompletableFuture<Long> taken = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    taken.complete(takeNow());
                } catch (IOException | RuntimeException e) {
                    taken.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            taken.completeExceptionally(new IOException("this node is stopping"));
        }
        return taken;
    }

    private void takeIfDue(BooleanSupplier live) {
        long newest =
                snapshots.latest().map(latest -> latest.position().index()).orElse(-1L);
        boolean due = stateMachine.sinceSnapshotBytes() >= DUE_BYTES
                || store.applied().index() - newest >= DUE_ENTRIES;
        if (due && live.getAsBoolean()) {
            try {
                takeNow();
            } catch (IOException | RuntimeException e) {
                LOG.warn("could not take a snapshot", e);
            }
        }
    }

    /** Most goes to disk before, while entries are applied; during the snapshot they wait. */
    private long takeNow() throws IOException {
        store.flush();
        try {
            awaitFollowed(stateMachine.follow());
            return creating.create(TAKEN_MAX);
        } finally {
            stateMachine.mayBeAhead();
        }
    }

    /** Waits for Ratis, which is some milliseconds behind. */
    private void awaitFollowed(long index) throws IOException {
        long end = System.nanoTime() + TAKEN_MAX.toNanos();
        while (stateMachine.followedIndex() < index) {
            if (System.nanoTime() - end >= 0) {
                throw new IOException("Ratis has not applied entry " + index + " in time");
            }
            try {
                Thread.sleep(FOLLOW_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("this node is stopping", e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
