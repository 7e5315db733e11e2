package dev.assay.server.raft;

import dev.assay.server.data.Outcome;
import dev.assay.server.store.Position;
import dev.assay.server.store.Store;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Applies log entries to the {@link Store} and tells {@link Applied} and the waiting {@link Batch}.
 *
 * <p>After each restart Ratis replays from the newest snapshot, while the store may already hold
 * more: such entries are passed over. A failure while applying (disk full, an entry of an unknown
 * format) is thrown to Ratis, which closes the division: a state that may differ from the others'
 * is never served.
 */
final class LogStateMachine extends BaseStateMachine implements SoleMember {

    private static final Logger LOG = LoggerFactory.getLogger(LogStateMachine.class);

    private final Store store;
    private final OperationDecoder decoder;
    private final Applied applied;
    private final Snapshots snapshots;

    /**
     * Entries that may be applied before Ratis has come to them: it keeps something for each, and
     * must be able to follow.
     */
    private static final int AHEAD_MAX = 256;

    /** Held while the store is changed or copied, for two threads may: Ratis', and the appender's. */
    private final ReentrantLock changing = new ReentrantLock();

    /** Whether entries may be applied where they are appended. */
    private volatile boolean mayBeAhead = true;

    /** The last entry that Ratis has come to; the store may be ahead of it. */
    private volatile long followedIndex = -1;

    private volatile BooleanSupplier leadsAlone = () -> false;

    /** Bytes of entries applied since the last snapshot. */
    private volatile long sinceSnapshotBytes;

    private volatile boolean logFailed;

    LogStateMachine(Store store, OperationDecoder decoder, Applied applied, Snapshots snapshots) {
        this.store = store;
        this.decoder = decoder;
        this.applied = applied;
        this.snapshots = snapshots;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage storage)
            throws IOException {
        super.initialize(server, groupId, storage);
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
        Position position = store.applied();
        if (position.index() >= 0) {
            advance(position.term(), position.index());
        }
        followedIndex =
                snapshots.latest().map(latest -> latest.position().index()).orElse(-1L);
    }

    @Override
    public TransactionContext startTransaction(RaftClientRequest request) {
        TransactionContext.Builder builder =
                TransactionContext.newBuilder().setStateMachine(this).setClientRequest(request);
        if (request.getMessage() instanceof Batch batch) {
            builder.setStateMachineContext(batch);
        }
        return builder.build();
    }

    /** The last call before the entry is in the leader's log. */
    @Override
    public TransactionContext preAppendTransaction(TransactionContext transaction) {
        if (transaction.getStateMachineContext() instanceof Batch batch) {
            batch.appended();
        }
        return transaction;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        changing.lock();
        LogEntryProto logged = transaction.getLogEntry();
        try {
            apply(logged, transaction.getStateMachineContext());
            followed(logged.getTerm(), logged.getIndex());
        } finally {
            changing.unlock();
        }
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    private void apply(LogEntryProto logged, @Nullable Object context) {
        Position position = new Position(logged.getTerm(), logged.getIndex());
        if (isIn(position)) {
            return;
        }
        Batch batch = context instanceof Batch live ? live : null;
        EntryCodec.Entry entry = batch != null
                ? batch.entry()
                : EntryCodec.decode(
                        logged.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer(),
                        decoder);
        List<Outcome> outcomes = new ArrayList<>(entry.operations().size());
        store.apply(position, entry.timeMillis(), keys -> {
            for (Operation operation : entry.operations()) {
                outcomes.add(new Outcome.Done(operation.apply(keys), position.index()));
            }
        });
        sinceSnapshotBytes += logged.getSerializedSize();
        applied.advance(position.index());
        if (batch != null) {
            batch.applied(outcomes);
        }
    }

    /**
     * From the start on entries may be applied where they are appended.
     *
     * @param alone what {@link #leadsAlone} answers
     */
    void start(BooleanSupplier alone) {
        leadsAlone = alone;
    }

    @Override
    public boolean leadsAlone() {
        return leadsAlone.getAsBoolean();
    }

    /**
     * Applies an entry of ours if it is the next; whatever stands against it, Ratis applies it
     * later, as it does in larger groups.
     */
    @Override
    public void held(LogEntryProto entry, @Nullable TransactionContext context) {
        if (context == null
                || !(context.getStateMachineContext() instanceof Batch batch)
                || !mayBeAhead
                || entry.getIndex() - followedIndex > AHEAD_MAX
                || !changing.tryLock()) {
            return;
        }
        try {
            if (mayBeAhead && store.applied().index() == entry.getIndex() - 1) {
                apply(entry, batch);
            }
        } catch (RuntimeException e) {
            LOG.warn("entry {} could not be applied at once: {}", entry.getIndex(), e.toString());
        } finally {
            changing.unlock();
        }
    }

    /**
     * From now on entries are applied by Ratis alone, which wants a snapshot to hold no more than
     * it has applied itself. Any thread.
     *
     * @return the last entry that was applied ahead of it, or before that: {@link #followedIndex}
     *     must come there
     */
    long follow() {
        changing.lock();
        try {
            mayBeAhead = false;
            return store.applied().index();
        } finally {
            changing.unlock();
        }
    }

    /** The last entry that Ratis has come to, -1 before the first. Any thread. */
    long followedIndex() {
        return followedIndex;
    }

    /** Ends what {@link #follow} began. */
    void mayBeAhead() {
        mayBeAhead = true;
    }

    /**
     * Whether an entry's changes are in the store, which came further before the restart.
     *
     * @throws IllegalStateException if the store holds another entry in its place
     */
    private boolean isIn(Position position) {
        Position stored = store.applied();
        if (position.index() == stored.index() && position.term() != stored.term()) {
            throw new IllegalStateException("the database holds entry " + stored + ", the log has "
                    + position + " in its place");
        }
        return position.index() <= stored.index();
    }

    /** An entry that is not ours (a configuration) has been passed. */
    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        changing.lock();
        try {
            Position position = new Position(term, index);
            if (!isIn(position)) {
                store.pass(position);
            }
            followed(term, index);
        } finally {
            changing.unlock();
        }
    }

    /** An address may be among what has changed. */
    @Override
    public void notifyConfigurationChanged(
            long term, long index, RaftConfigurationProto configuration) {
        MemberResolver.changed();
    }

    /**
     * The log could not be written: Ratis writes nothing more, but the server stays up. On Ratis'
     * log thread.
     */
    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto failed) {
        if (!logFailed) {
            LOG.error("the log could not be written, so this node ends: {}", cause.toString());
        }
        logFailed = true;
    }

    /** Whether the log takes nothing more. Any thread. */
    boolean logFailed() {
        return logFailed;
    }

    /** How much log a restart would have to read again at least. Any thread. */
    long sinceSnapshotBytes() {
        return sinceSnapshotBytes;
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return snapshots;
    }

    /** On the apply thread: the store holds exactly what it is asked to write. */
    @Override
    public long takeSnapshot() throws IOException {
        Position position = store.applied();
        if (position.index() < 0) {
            return RaftLog.INVALID_LOG_INDEX;
        }
        changing.lock();
        try {
            snapshots.take(store);
            sinceSnapshotBytes = 0;
        } finally {
            changing.unlock();
        }
        LOG.info("took a snapshot at entry {}", position.index());
        return position.index();
    }

    /**
     * A leader's snapshot has been received whole and will be put into its place: when the leader
     * hears that it is installed, it counts as held. On a thread of Ratis' RPC.
     */
    @Override
    public void pause() {
        try {
            snapshots.forceReceived();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot force the received snapshot to disk", e);
        }
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    /** It is in its place: on the apply thread. */
    @Override
    public void reinitialize() throws IOException {
        snapshots.placed();
        Snapshots.Snapshot installed = snapshots
                .latest()
                .orElseThrow(() -> new IOException("no snapshot has been installed"));
        getLifeCycle().transition(LifeCycle.State.STARTING);
        Position position = installed.position();
        if (!isIn(position)) {
            store.replaceBy(installed.directory());
            LOG.info("installed the leader's snapshot at entry {}", position.index());
        }
        sinceSnapshotBytes = 0;
        followed(position.term(), position.index());
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    /** Ratis has come to this entry. */
    private void followed(long term, long index) {
        followedIndex = index;
        advance(term, index);
    }

    private void advance(long term, long index) {
        if (index > getLastAppliedTermIndex().getIndex()) {
            setLastAppliedTermIndex(TermIndex.valueOf(term, index));
        }
        applied.advance(index);
    }
}
