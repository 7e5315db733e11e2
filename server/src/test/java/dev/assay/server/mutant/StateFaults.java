package dev.assay.server.mutant;

import dev.assay.server.node.NodeParts;
import dev.assay.server.powerloss.SeamAgent;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.store.Position;
import dev.assay.server.store.Store;
import dev.assay.server.store.Value;

import net.bytebuddy.asm.Advice;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wrong ways with state, snapshots and disk. Where the server has no joint, {@link SeamAgent} puts
 * advice into its methods; what the advice calls is public, for it becomes a part of them.
 */
public final class StateFaults {

    private static final String STORE = "dev.assay.server.store.Store";
    private static final String MACHINE = "dev.assay.server.raft.LogStateMachine";

    /** As long as walking a state takes that is bigger than a test's. */
    private static final long WALK_MS = 300;

    /** The clock of each node is so much further than that of the one before it. */
    private static final long SKEW_MS = 120;

    private static volatile long skewMillis;

    private static final ThreadLocal<Boolean> TAKING = ThreadLocal.withInitial(() -> false);
    private static volatile @Nullable Position noted;

    private StateFaults() {}

    // --- a snapshot that says an earlier entry than its state is of
    // -------------------------------

    static NodeParts snapshotWithoutPinnedView() {
        SeamAgent.exchange("dev.assay.server.raft.Snapshotting", "takeNow", NotePlace.class);
        SeamAgent.exchange(MACHINE, "takeSnapshot", Taking.class);
        SeamAgent.exchange(STORE, "applied", SayNoted.class);
        SeamAgent.exchange(STORE, "checkpoint", WriteNoted.class);
        return NodeParts.STANDARD;
    }

    static final class NotePlace {
        private NotePlace() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("store") Store store) {
            note(store);
        }
    }

    static final class Taking {
        private Taking() {}

        @Advice.OnMethodEnter
        static void enter() {
            taking(true);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit() {
            taking(false);
        }
    }

    static final class SayNoted {
        private SayNoted() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Position applied) {
            applied = notedOr(applied);
        }
    }

    static final class WriteNoted {
        private WriteNoted() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Path target) {
            writeNoted(target);
        }
    }

    /** The place is noted first, and the state is walked while more is applied. */
    public static void note(Store store) {
        noted = store.applied();
        sleep(WALK_MS);
    }

    public static void taking(boolean now) {
        TAKING.set(now);
    }

    public static Position notedOr(Position applied) {
        Position place = noted;
        return TAKING.get() && place != null ? place : applied;
    }

    public static void writeNoted(Path checkpoint) {
        Position place = noted;
        if (TAKING.get() && place != null) {
            try (Database database = new Database(checkpoint)) {
                database.pretend(place);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // --- a snapshot put over what was there
    // -------------------------------------------------------

    static NodeParts restoreWithoutClearing() {
        SeamAgent.exchange(STORE, "replaceBy", KeepOld.class);
        return NodeParts.STANDARD;
    }

    static final class KeepOld {
        private KeepOld() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object store, @Advice.Argument(0) Path checkpoint) {
            keepOld(store, checkpoint);
        }
    }

    /**
     * Into the checkpoint, which is about to become the database.
     *
     * @param store a {@link Store}, of which the advice must not speak: it would be loaded too early
     */
    public static void keepOld(Object store, @Nullable Path checkpoint) {
        if (checkpoint == null) {
            return;
        }
        try {
            Path old = Files.createTempDirectory("hraftd-old-state").resolve("db");
            ((Store) store).checkpoint(old);
            try (Database before = new Database(old);
                    Database next = new Database(checkpoint)) {
                next.keep(before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- a start that does not know what is in the database
    // ---------------------------------------

    /** The whole log is applied again, to a state that has it already. */
    static NodeParts replayOverNewerState(Path directory) {
        Path database = directory.resolve("db");
        if (Files.exists(database.resolve("CURRENT"))) {
            try {
                Store.unpackLibraryInto(directory.resolve("native"));
                try (Database spoilt = new Database(database)) {
                    spoilt.pretend(Position.START);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return NodeParts.STANDARD;
    }

    // --- a removed node that goes on answering
    // ----------------------------------------------------

    static NodeParts readsAfterRemoval() {
        SeamAgent.exchange("dev.assay.server.node.Node", "awaitEnd", NeverEnd.class);
        return new NodeParts() {
            @Override
            public ReadBarrier reads(
                    ReadBarrier standard, RaftNode raft, ScheduledExecutorService loop) {
                return waiter -> {
                    if (raft.over()) {
                        waiter.pass(0);
                    } else {
                        standard.await(waiter);
                    }
                };
            }
        };
    }

    static final class NeverEnd {
        private NeverEnd() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            stayForEver();
            return true;
        }
    }

    public static void stayForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- keys that end when a node's own clock says so
    // --------------------------------------------

    /** The clocks of the nodes differ a little, as clocks do, each from each. */
    static NodeParts expiryByLocalClock(String id) {
        skewMillis = SKEW_MS * (id.charAt(id.length() - 1) - '1');
        SeamAgent.exchange("dev.assay.server.store.ReadView", "isVisible", Hide.class);
        return NodeParts.STANDARD;
    }

    static final class Hide {
        private Hide() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) Value value,
                @Advice.FieldValue("clockMillis") long clockMillis,
                @Advice.FieldValue(value = "sawDue", readOnly = false) boolean sawDue,
                @Advice.Return(readOnly = false) boolean visible) {
            visible = visible && !isOver(value, clockMillis);
            sawDue = false;
        }
    }

    public static boolean isOver(Value value, long clockMillis) {
        return value.dueMillis() != Value.NEVER && value.dueMillis() <= clockMillis + skewMillis;
    }

    // --- disks whose errors nobody looks at, or comes too late to
    // ---------------------------------

    static NodeParts diskErrorsIgnored() {
        SeamAgent.exchange("dev.assay.server.raft.LogForce", "written", Swallow.class);
        SeamAgent.exchange(
                "org.apache.ratis.server.raftlog.segmented.BufferedWriteChannel",
                "drain",
                Swallow.class);
        return NodeParts.STANDARD;
    }

    static final class Swallow {
        private Swallow() {}

        @Advice.OnMethodExit(onThrowable = IOException.class)
        static void exit(@Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
            thrown = null;
        }
    }

    /** What is written counts as held at once; it is forced in the background. */
    static NodeParts ackBeforeForce() {
        SeamAgent.exchange("dev.assay.server.raft.LogForce", "written", ForceLater.class);
        return NodeParts.STANDARD;
    }

    static final class ForceLater {
        private ForceLater() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) FileChannel channel) {
            forceLater(channel);
            return true;
        }
    }

    private static final ExecutorService FORCING = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "force-later");
        thread.setDaemon(true);
        return thread;
    });

    public static void forceLater(FileChannel channel) {
        FORCING.execute(() -> {
            try {
                channel.force(false);
            } catch (IOException e) {
                System.err.println("force-later: " + e);
            }
        });
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
