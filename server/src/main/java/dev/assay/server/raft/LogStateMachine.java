package dev.assay.server.raft;

import dev.assay.server.data.Outcome;
import dev.assay.server.store.Position;
import dev.assay.server.store.Store;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Applies log entries to the {@link Store} and tells {@link Applied} and the waiting {@link Batch}.
 *
 * <p>Ratis replays from the start of the log after each restart, while the store may already hold
 * more: such entries are passed over. A failure while applying (disk full, an entry of an unknown
 * format) is thrown to Ratis, which closes the division: a state that may differ from the others'
 * is never served.
 */
final class LogStateMachine extends BaseStateMachine {

    private final Store store;
    private final OperationDecoder decoder;
    private final Applied applied;

    LogStateMachine(Store store, OperationDecoder decoder, Applied applied) {
        this.store = store;
        this.decoder = decoder;
        this.applied = applied;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage storage)
            throws IOException {
        super.initialize(server, groupId, storage);
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
        Batch batch = transaction.getStateMachineContext() instanceof Batch live ? live : null;
        EntryCodec.Entry entry = batch != null
                ? batch.entry()
                : EntryCodec.decode(
                        logged.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer(),
                        decoder);
        Position position = new Position(logged.getTerm(), logged.getIndex());
        List<Outcome> outcomes = new ArrayList<>(entry.operations().size());
        boolean fresh = store.apply(position, entry.timeMillis(), keys -> {
            for (Operation operation : entry.operations()) {
                outcomes.add(new Outcome.Done(operation.apply(keys), position.index()));
            }
        });
        advance(position.term(), position.index());
        if (batch != null && fresh) {
            batch.applied(outcomes);
        }
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    /** An entry that is not ours (a configuration) has been passed. */
    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        advance(term, index);
    }

    private void advance(long term, long index) {
        if (index > getLastAppliedTermIndex().getIndex()) {
            setLastAppliedTermIndex(TermIndex.valueOf(term, index));
        }
        applied.advance(index);
    }
}
