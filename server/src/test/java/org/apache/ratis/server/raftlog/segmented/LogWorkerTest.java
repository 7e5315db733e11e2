package org.apache.ratis.server.raftlog.segmented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.server.raft.SoleMember;

import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.StorageImplUtils;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.SizeInBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** The log worker that stands in the place of Ratis' own, under Ratis' log. */
@Timeout(60)
class LogWorkerTest {

    @TempDir
    Path directory;

    private final Machine machine = new Machine();
    private final AtomicReference<Runnable> announced = new AtomicReference<>(() -> {});
    private volatile @Nullable Thread worker;
    private RaftStorage storage;
    private SegmentedRaftLog log;

    /** A state machine that may be alone in its group. */
    private static final class Machine extends BaseStateMachine implements SoleMember {

        private volatile boolean alone;
        private final List<Long> held = new ArrayList<>();
        private volatile @Nullable Thread by;
        private volatile @Nullable Throwable failed;

        @Override
        public boolean leadsAlone() {
            return alone;
        }

        @Override
        public void held(LogEntryProto entry, @Nullable TransactionContext context) {
            held.add(entry.getIndex());
            by = Thread.currentThread();
        }

        @Override
        public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
            failed = cause;
        }
    }

    @BeforeEach
    void open() throws IOException {
        open(RaftStorage.StartupOption.FORMAT);
    }

    private void reopen() throws IOException {
        log.close();
        open(RaftStorage.StartupOption.RECOVER);
    }

    private void open(RaftStorage.StartupOption how) throws IOException {
        storage = StorageImplUtils.newRaftStorage(
                directory.toFile(),
                SizeInBytes.ZERO,
                how,
                RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
        storage.initialize();
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("1KB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("512B"));
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        log = SegmentedRaftLog.newBuilder()
                .setMemberId(RaftGroupMemberId.valueOf(
                        RaftPeerId.valueOf("n1"), RaftGroupId.emptyGroupId()))
                .setStateMachine(machine)
                .setSubmitUpdateCommitEvent(() -> {
                    worker = Thread.currentThread();
                    announced.get().run();
                })
                .setStorage(storage)
                .setProperties(properties)
                .build();
        log.open(-1, entry -> {});
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private static LogEntryProto entry(long term, long index) {
        return LogEntryProto.newBuilder()
                .setTerm(term)
                .setIndex(index)
                .setStateMachineLogEntry(StateMachineLogEntryProto.newBuilder()
                        .setLogData(ByteString.copyFromUtf8("entry " + index + " of " + term)))
                .build();
    }

    private List<CompletableFuture<Long>> append(long term, long from, long to) {
        return log.append(LongStream.rangeClosed(from, to)
                .mapToObj(index -> entry(term, index))
                .toList());
    }

    private static void join(List<CompletableFuture<Long>> futures) {
        futures.forEach(CompletableFuture::join);
    }

    @Test
    void entries_go_over_many_files_and_are_read_again() throws IOException {
        join(append(1, 0, 499));
        assertThat(log.getFlushIndex()).isEqualTo(499);
        reopen();

        assertThat(log.getLastEntryTermIndex().getIndex()).isEqualTo(499);
        for (long index = 0; index < 500; index++) {
            assertThat(log.get(index)).isEqualTo(entry(1, index));
        }
        try (var files = Files.list(storage.getStorageDir().getCurrentDir().toPath())) {
            assertThat(files.filter(file -> file.toString().contains("log_")).count())
                    .isGreaterThan(5);
        }
    }

    @Test
    void what_a_former_leader_left_is_cut_and_replaced() throws IOException {
        join(append(1, 0, 299));
        join(append(2, 100, 199));
        reopen();

        assertThat(log.getLastEntryTermIndex().getIndex()).isEqualTo(199);
        assertThat(log.get(99)).isEqualTo(entry(1, 99));
        assertThat(log.get(100)).isEqualTo(entry(2, 100));
    }

    /** Ratis 3.3.0 completes it as soon as it is written, because its index was held before. */
    @Test
    void an_entry_that_replaces_a_held_one_counts_when_it_is_forced() throws Exception {
        join(append(1, 0, 9));
        CountDownLatch added = new CountDownLatch(1);
        List<CompletableFuture<Long>> replaced = new ArrayList<>();
        List<Boolean> doneBeforeForced = new ArrayList<>();
        announced.set(() -> {
            awaitQuietly(added); // The cut tells first: both entries come to wait behind it.
            announced.set(() -> replaced.forEach(future -> doneBeforeForced.add(future.isDone())));
        });
        replaced.addAll(append(2, 5, 6).subList(1, 3));
        added.countDown();
        join(replaced);

        assertThat(doneBeforeForced).containsExactly(false, false);
    }

    /**
     * An entry is told to be held by the thread that holds it, which then has a little left to do.
     * It waits for more when that is done, and for nothing before.
     */
    private void awaitIdle() {
        await("the worker waits for work").until(() -> {
            Thread.State state = worker.getState();
            return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_only_member_holds_an_entry_when_append_returns() {
        join(append(1, 0, 9));
        awaitIdle(); // While another performs it would only be queued.
        machine.alone = true;
        CountDownLatch told = new CountDownLatch(1);
        announced.set(told::countDown);

        CompletableFuture<Long> eleventh = log.appendEntry(entry(1, 10));

        assertThat(eleventh).isDone();
        assertThat(log.getFlushIndex()).isEqualTo(10);
        assertThat(machine.held).containsExactly(10L);
        assertThat(machine.by).isSameAs(Thread.currentThread());
        awaitQuietly(told); // Ratis hears of it a little later.
    }

    @Test
    void it_is_told_of_nothing_while_there_are_others() {
        join(append(1, 0, 9));

        assertThat(machine.held).isEmpty();
    }

    @Test
    void files_before_a_snapshot_go() {
        join(append(1, 0, 499));

        log.purge(400).join();

        assertThat(log.getStartIndex()).isBetween(1L, 400L);
        assertThat(storage.getStorageDir()
                        .getCurrentDir()
                        .list((folder, name) -> name.startsWith("log_0-")))
                .isEmpty();
    }

    @Test
    void after_a_failure_nothing_is_written() throws Exception {
        join(append(1, 0, 9));
        Path current = storage.getStorageDir().getCurrentDir().toPath();
        Files.createFile(current.resolve("log_0-9")); // In the way of the closed segment.

        List<CompletableFuture<Long>> later = append(2, 10, 11);

        for (CompletableFuture<Long> each : later) {
            assertThatThrownBy(each::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasStackTraceContaining("log_0-9 is there already");
        }
        assertThat(machine.failed).isNotNull();
        assertThat(log.getFlushIndex()).isEqualTo(9);
    }
}
