package org.apache.ratis.server.raftlog.segmented;

import dev.assay.server.raft.SoleMember;

import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.metrics.SegmentedRaftLogMetrics;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLog.Task;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLogCache.SegmentFileInfo;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLogCache.TruncationSegments;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachine;
import org.apache.ratis.statemachine.TransactionContext;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes the log's files. It stands in the place of Ratis 3.3.0's class of the same name, with the
 * same tasks in the same order, and differs from it in two things:
 *
 * <ul>
 *   <li>Where this node is its whole group, the thread that appends an entry also writes and forces
 *       it, and tells the {@link SoleMember}, which applies it: it waits for the disk and for no
 *       other thread to wake up.
 *   <li>An entry counts as held when it is forced, also where it replaces one that a former leader
 *       had under its index. Ratis acknowledges such a one as soon as it is written, for its worker
 *       does not hear of the cut (WriteLogTasks, TruncateLog).
 * </ul>
 *
 * <p>Tasks are added under the lock of Ratis' log, one at a time. They are performed by one thread
 * at a time, in the order in which they were added.
 */
@NullMarked // Not the package: the rest of it is Ratis'.
final class SegmentedRaftLogWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentedRaftLogWorker.class);

    /** Tasks that may wait, and their bytes; who adds more waits (Ratis' defaults). */
    private static final int QUEUED_MAX = 4_096;

    private static final long QUEUED_BYTES_MAX = 64L * 1024 * 1024;

    /** Entries that share one force at most (Ratis' default). */
    private static final int UNFORCED_MAX = 128;

    private static final long STOP_MILLIS_MAX = 3_000;

    /**
     * So much later Ratis hears of entries that are applied already: it then wakes two threads of
     * its own, which need not happen for each entry.
     */
    private static final long ANNOUNCE_MILLIS = 2;

    /** After so many times without news the worker waits until it is woken. */
    private static final int QUIET_MAX = 50;

    private final String name;
    private final StateMachine stateMachine;
    private final @Nullable SoleMember soleMember;
    private final Runnable submitUpdateCommitEvent;
    private final RaftServer.Division server;
    private final SegmentFiles files;
    private final Thread thread;

    /** Guards the queue and who performs. */
    private final Object monitor = new Object();

    private final Deque<Task> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean performing;
    private boolean endAwaited;

    /** Entries are forced that Ratis has not heard of. */
    private boolean toAnnounce;

    private boolean asleep;
    private boolean running = true;

    // What follows belongs to whoever performs.

    /** It is the thread that appends. */
    private boolean byAppender;

    private final List<WriteLog> unforced = new ArrayList<>();
    private @Nullable IOException failure;

    private volatile long flushIndex;
    private volatile long safeCacheEvictIndex;

    SegmentedRaftLogWorker(
            RaftGroupMemberId memberId,
            StateMachine stateMachine,
            Runnable submitUpdateCommitEvent,
            RaftServer.Division server,
            RaftStorage storage,
            RaftProperties properties,
            SegmentedRaftLogMetrics ignored) {
        this.name = memberId + "-log";
        this.stateMachine = stateMachine;
        this.soleMember = stateMachine instanceof SoleMember known ? known : null;
        this.submitUpdateCommitEvent = submitUpdateCommitEvent;
        this.server = server;
        this.files = new SegmentFiles(storage, properties);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start(long latestIndex, long evictIndex, @Nullable File openSegment) throws IOException {
        files.lastWritten(latestIndex);
        flushIndex = latestIndex;
        safeCacheEvictIndex = evictIndex;
        if (openSegment != null) {
            files.append(openSegment);
        }
        thread.start();
    }

    void close() {
        synchronized (monitor) {
            running = false;
            monitor.notifyAll();
        }
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive() || isPerforming()) {
            LOG.warn("{} still waits for the disk", name);
            return; // The buffer and the file are in use.
        }
        try {
            files.close();
        } catch (IOException e) {
            LOG.warn("{} could not close its file: {}", name, e.toString());
        }
    }

    private boolean isPerforming() {
        synchronized (monitor) {
            return performing;
        }
    }

    /** A snapshot is in place: what waits is in it, or has no place behind it. */
    void syncWithSnapshot(long lastSnapshotIndex) {
        synchronized (monitor) {
            while (performing && running) {
                endAwaited = true;
                await(0);
            }
            endAwaited = false;
            List<Task> dropped = new ArrayList<>(unforced);
            dropped.addAll(queue);
            unforced.clear();
            queue.clear();
            queuedBytes = 0;
            dropped.forEach(task -> task.getFuture()
                    .completeExceptionally(new IOException(
                            "a snapshot came in the place of entry " + task.getEndIndex())));
            files.lastWritten(lastSnapshotIndex);
            flushIndex = lastSnapshotIndex;
            safeCacheEvictIndex = lastSnapshotIndex;
            monitor.notifyAll();
        }
    }

    void startLogSegment(long startIndex) {
        add(new StartLogSegment(startIndex), true);
    }

    void rollLogSegment(LogSegment full) {
        add(new FinalizeLogSegment(full), true);
        add(new StartLogSegment(full.getEndIndex() + 1), true);
    }

    void closeLogSegment(LogSegment segment) {
        add(new FinalizeLogSegment(segment), true);
    }

    Task writeLogEntry(LogEntryProto entry, @Nullable TransactionContext context) {
        WriteLog write = new WriteLog(entry);
        boolean performed = add(write, true);
        SoleMember alone = soleMember;
        if (performed && alone != null && flushIndex >= entry.getIndex()) {
            alone.held(entry, context);
        }
        return write;
    }

    Task truncate(TruncationSegments segments, long ignored) {
        Task task = new TruncateLog(segments);
        add(task, true);
        return task;
    }

    /** Never on the thread that asks: there may be many files to remove. */
    Task purge(TruncationSegments segments) {
        Task task = new PurgeLog(segments);
        add(task, false);
        return task;
    }

    long getFlushIndex() {
        return flushIndex;
    }

    long getSafeCacheEvictIndex() {
        return safeCacheEvictIndex;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * @param here whether it may be performed on this thread
     * @return whether it was
     */
    private boolean add(Task task, boolean here) {
        boolean now;
        synchronized (monitor) {
            SoleMember alone = soleMember;
            now = here
                    && !performing
                    && queue.isEmpty()
                    && running
                    && alone != null
                    && alone.leadsAlone();
            if (now) {
                performing = true;
            } else {
                while (running && (queue.size() >= QUEUED_MAX || queuedBytes >= QUEUED_BYTES_MAX)) {
                    await(0);
                }
                queue.add(task);
                queuedBytes += task.getSerializedSize();
                monitor.notifyAll();
            }
        }
        if (now) {
            byAppender = true;
            perform(task);
            byAppender = false;
            performed(true);
        }
        return now;
    }

    private void performed(boolean announceLater) {
        synchronized (monitor) {
            performing = false;
            toAnnounce |= announceLater;
            // Where nothing waits the worker is not woken: it would only take time.
            if (!queue.isEmpty() || endAwaited || !running || (toAnnounce && asleep)) {
                monitor.notifyAll();
            }
        }
    }

    private void await(long millis) {
        try {
            monitor.wait(millis);
        } catch (InterruptedException e) {
            LOG.warn("{} is interrupted, and goes on", name);
        }
    }

    private void run() {
        while (awaitWork()) {
            Task task = take();
            if (task != null) {
                perform(task);
                performed(false);
            } else {
                submitUpdateCommitEvent.run();
            }
        }
    }

    /** Returns when a task can be taken or something is to be announced; false at the end. */
    private boolean awaitWork() {
        synchronized (monitor) {
            int quiet = 0;
            while (running && (performing || queue.isEmpty())) {
                boolean due = toAnnounce;
                asleep = !due && quiet > QUIET_MAX;
                await(asleep ? 0 : ANNOUNCE_MILLIS);
                asleep = false;
                if (due && toAnnounce && queue.isEmpty()) {
                    return running;
                }
                quiet = due ? 0 : quiet + 1;
            }
            return running;
        }
    }

    private @Nullable Task take() {
        synchronized (monitor) {
            Task task = performing ? null : queue.poll();
            if (task == null) {
                toAnnounce = false;
            } else {
                queuedBytes -= task.getSerializedSize();
                performing = true;
                monitor.notifyAll();
            }
            return task;
        }
    }

    private void perform(Task task) {
        try {
            if (failure != null) {
                throw new IOException("the log could not be written before", failure);
            }
            task.execute();
        } catch (IOException e) {
            if (task.getEndIndex() >= files.lastWrittenIndex()) {
                failure = failure == null ? e : failure;
                task.failed(e);
                return;
            }
            LOG.warn("{}: {} failed, which later entries do not need", name, task, e);
        } catch (RuntimeException | Error e) {
            LOG.error("{}: {} failed, so this member ends", name, task, e);
            task.getFuture().completeExceptionally(e);
            // Not here, where Ratis' locks are held, for which the end waits.
            new Thread(server::close, name + "-end").start();
            return;
        }
        task.done();
    }

    private void force() throws IOException {
        files.force();
        List<WriteLog> forced = List.copyOf(unforced);
        unforced.clear();
        flushIndex = files.lastWrittenIndex();
        if (!byAppender) {
            submitUpdateCommitEvent.run();
        }
        forced.forEach(Task::completeFuture);
    }

    private boolean moreToWrite() {
        synchronized (monitor) {
            return queue.peek() instanceof WriteLog;
        }
    }

    private final class WriteLog extends Task {

        private final LogEntryProto entry;

        WriteLog(LogEntryProto entry) {
            this.entry = entry;
        }

        @Override
        void execute() throws IOException {
            files.write(entry);
            unforced.add(this);
            if (unforced.size() >= UNFORCED_MAX || !moreToWrite()) {
                force();
            }
        }

        /** When it is forced, not when it is written. */
        @Override
        void done() {}

        @Override
        void failed(IOException e) {
            stateMachine.event().notifyLogFailed(e, entry);
            super.failed(e);
            unforced.forEach(other -> other.getFuture().completeExceptionally(e));
            unforced.clear();
        }

        @Override
        int getSerializedSize() {
            return entry.getSerializedSize();
        }

        @Override
        long getEndIndex() {
            return entry.getIndex();
        }
    }

    /** A change of files that later entries need. */
    private abstract class FileTask extends Task {

        @Override
        void failed(IOException e) {
            stateMachine.event().notifyLogFailed(e, null);
            super.failed(e);
        }
    }

    private final class StartLogSegment extends FileTask {

        private final long startIndex;

        StartLogSegment(long startIndex) {
            this.startIndex = startIndex;
        }

        @Override
        void execute() throws IOException {
            files.start(startIndex);
        }

        @Override
        long getEndIndex() {
            return startIndex;
        }
    }

    private final class FinalizeLogSegment extends FileTask {

        private final long startIndex;
        private final long endIndex;

        FinalizeLogSegment(LogSegment segment) {
            this.startIndex = segment.getStartIndex();
            this.endIndex = segment.getEndIndex();
        }

        @Override
        void execute() throws IOException {
            files.finish(startIndex, endIndex);
            safeCacheEvictIndex = Math.max(safeCacheEvictIndex, endIndex);
        }

        @Override
        long getEndIndex() {
            return endIndex;
        }
    }

    private final class TruncateLog extends FileTask {

        private final TruncationSegments segments;

        TruncateLog(TruncationSegments segments) {
            this.segments = segments;
        }

        @Override
        void execute() throws IOException {
            files.truncate(segments);
            flushIndex = files.lastWrittenIndex();
            safeCacheEvictIndex = flushIndex;
            submitUpdateCommitEvent.run();
        }

        @Override
        long getEndIndex() {
            SegmentFileInfo cut = segments.getToTruncate();
            SegmentFileInfo[] gone = segments.getToDelete();
            if (cut != null) {
                return cut.getNewEndIndex();
            }
            return gone.length > 0
                    ? gone[gone.length - 1].getEndIndex()
                    : RaftLog.INVALID_LOG_INDEX;
        }
    }

    private final class PurgeLog extends Task {

        private final TruncationSegments segments;

        PurgeLog(TruncationSegments segments) {
            this.segments = segments;
        }

        @Override
        void execute() throws IOException {
            files.purge(segments);
        }

        @Override
        long getEndIndex() {
            return segments.maxEndIndex();
        }
    }
}
