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

/**
 * Applies log entries to the {@link Store} and tells {@link Applied} and the waiting {@link Batch}.
 *
 * <p>After each restart Ratis replays from the newest snapshot, while the store may already hold
 * more: such entries are passed over. A failure while applying (disk full, an entry of an unknown
 * format) is thrown to Ratis, which closes the division: a state that may differ from the others'
 * is never served.
 */
final class LogStateMachine extends BaseStateMachine {

    private static final Logger LOG = LoggerFactory.getLogger(LogStateMachine.class);

    private final Store store;
    private final OperationDecoder decoder;
    private final Applied applied;
    private final Snapshots snapshots;

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
        LogEntryProto logged = transaction.getLogEntry();
        Position position = new Position(logged.getTerm(), logged.getIndex());
        if (isIn(position)) {
            advance(position.term(), position.index());
            return CompletableFuture.completedFuture(Message.EMPTY);
        }
        Batch batch = transaction.getStateMachineContext() instanceof Batch live ? live : null;
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
        advance(position.term(), position.index());
        if (batch != null) {
            batch.applied(outcomes);
        }
        return CompletableFuture.completedFuture(Message.EMPTY);
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
        Position position = new Position(term, index);
        if (!isIn(position)) {
            store.pass(position);
        }
        advance(term, index);
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
        snapshots.take(store);
        sinceSnapshotBytes = 0;
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
        advance(position.term(), position.index());
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    private void advance(long term, long index) {
        if (index > getLastAppliedTermIndex().getIndex()) {
            setLastAppliedTermIndex(TermIndex.valueOf(term, index));
        }
        applied.advance(index);
    }
}
