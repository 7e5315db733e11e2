package dev.assay.server.raft;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;

import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The operations of one log entry, with who waits for them. On the node that proposed it, the very
 * object comes back when the entry is applied, and need not be decoded again.
 *
 * <p>It ends once: with results when applied, or with a failure, which is definite only while the
 * entry was not appended. What comes after the first end is ignored, so an entry given up as
 * unknown may well be applied later.
 */
public final class Batch implements Message {

    private final EntryCodec.Entry entry;
    private final ByteString content;
    private final Consumer<List<Outcome>> ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean appended;

    /**
     * @param timeMillis what the leader takes for the time
     * @param ended takes one outcome for each operation, once, on any thread
     */
    public Batch(long timeMillis, List<Operation> operations, Consumer<List<Outcome>> ended) {
        this.entry = new EntryCodec.Entry(timeMillis, List.copyOf(operations));
        this.content =
                UnsafeByteOperations.unsafeWrap(EntryCodec.encode(timeMillis, entry.operations()));
        this.ended = ended;
    }

    EntryCodec.Entry entry() {
        return entry;
    }

    @Override
    public ByteString getContent() {
        return content;
    }

    /** From now on the entry may be committed, whatever this node hears of it. */
    void appended() {
        appended = true;
    }

    void applied(List<Outcome> outcomes) {
        if (over.compareAndSet(false, true)) {
            ended.accept(outcomes);
        }
    }

    /**
     * Ends without results.
     *
     * @param ifNotAppended what is said when the entry never came into the log
     */
    public void fail(Failure ifNotAppended) {
        if (over.compareAndSet(false, true)) {
            Outcome failed = new Outcome.Failed(appended ? Failure.TIMEOUT : ifNotAppended);
            List<Outcome> outcomes = new ArrayList<>(entry.operations().size());
            entry.operations().forEach(operation -> outcomes.add(failed));
            ended.accept(outcomes);
        }
    }
}
