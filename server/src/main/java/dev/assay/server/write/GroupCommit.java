package dev.assay.server.write;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Batch;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.Proposer;
import dev.assay.server.raft.Route;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One queue of operations and one shipment under way. While it is, operations of all connections
 * gather; when it is back, they leave together, after a moment for others (see {@link Gathering}): as
 * one log entry if this node leads, as one frame to the leader if another does. One at a time also keeps them in order when the leader changes
 * between two shipments. Confined to the event loop.
 *
 * <p>What was shipped is never shipped again, unless the leader says that it did not propose it: a
 * second entry would apply the operation twice. So an operation ends
 *
 * <ul>
 *   <li>with its result;
 *   <li>with a definite failure, if it is refused before it is proposed: no leader, queue full,
 *       deadline while queued;
 *   <li>as unknown, if it was proposed or sent and nothing came back by the deadline.
 * </ul>
 */
public final class GroupCommit implements Writes {

    private final Consensus consensus;
    private final Proposer proposer;
    private final PeerPort peers;
    private final Executor eventLoop;
    private final LongSupplier nanoClock;
    private final LongSupplier entryMillis;

    private final Gathering gathering;
    private final Deque<Pending> queue = new ArrayDeque<>();
    private long queuedBytes;
    private @Nullable Shipment underWay;
    private boolean pumpScheduled;
    private long notBeforeNanos;
    private boolean closed;

    /** Runs something on the event loop after so many nanoseconds. */
    @FunctionalInterface
    public interface Later {
        void run(long nanos, Runnable task);
    }

    private static final class Pending {
        final Operation operation;
        final Consumer<Outcome> ended;
        final long deadlineNanos;
        final boolean forwarded;
        int refusals;

        Pending(
                Operation operation,
                Consumer<Outcome> ended,
                long deadlineNanos,
                boolean forwarded) {
            this.operation = operation;
            this.ended = ended;
            this.deadlineNanos = deadlineNanos;
            this.forwarded = forwarded;
        }

        int bytes() {
            return operation.encoded().length;
        }

        void fail(Failure failure) {
            ended.accept(new Outcome.Failed(failure));
        }
    }

    /** What left together, and until when its outcome is awaited. */
    private static final class Shipment {
        final List<Pending> load;
        final long leftNanos;
        final long deadlineNanos;
        final Route route;

        @Nullable
        Batch batch;

        Shipment(List<Pending> load, Route route, long leftNanos) {
            this.load = load;
            this.leftNanos = leftNanos;
            this.deadlineNanos = load.get(0).deadlineNanos;
            this.route = route;
        }
    }

    /**
     * @param entryMillis the time that an entry carries which leaves now
     */
    public GroupCommit(
            Consensus consensus,
            Proposer proposer,
            PeerPort peers,
            Executor eventLoop,
            Later later,
            LongSupplier nanoClock,
            LongSupplier entryMillis) {
        this.consensus = consensus;
        this.proposer = proposer;
        this.peers = peers;
        this.eventLoop = eventLoop;
        this.gathering = new Gathering(later, nanoClock, this::pump);
        this.nanoClock = nanoClock;
        this.entryMillis = entryMillis;
        this.notBeforeNanos = nanoClock.getAsLong();
    }

    @Override
    public void submit(Operation operation, Consumer<Outcome> ended) {
        enqueue(operation, ended, false);
    }

    @Override
    public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
        enqueue(operation, ended, true);
    }

    private void enqueue(Operation operation, Consumer<Outcome> ended, boolean forwarded) {
        int bytes = operation.encoded().length;
        Failure refusal = refusalOf(bytes);
        if (refusal != null) {
            ended.accept(new Outcome.Failed(refusal));
            return;
        }
        long deadline = nanoClock.getAsLong() + WriteLimits.DEADLINE.toNanos();
        queue.add(new Pending(operation, ended, deadline, forwarded));
        queuedBytes += bytes;
        schedulePump();
    }

    private @Nullable Failure refusalOf(int bytes) {
        if (closed) {
            return Failure.STOPPING;
        }
        if (bytes > WriteLimits.OPERATION_BYTES_MAX) {
            return Failure.TOO_LARGE;
        }
        boolean full = queue.size() >= WriteLimits.QUEUED_OPERATIONS_MAX
                || queuedBytes + bytes > WriteLimits.QUEUED_BYTES_MAX;
        return full ? Failure.OVERLOADED : null;
    }

    /** Once for each turn of the loop, so that all that arrived in it leaves together. */
    private void schedulePump() {
        if (!pumpScheduled && underWay == null) {
            pumpScheduled = true;
            eventLoop.execute(() -> {
                pumpScheduled = false;
                pump();
            });
        }
    }

    private void pump() {
        long now = nanoClock.getAsLong();
        if (underWay != null || queue.isEmpty() || now - notBeforeNanos < 0) {
            return;
        }
        if (gathering.goesOn(queue.size())) {
            return;
        }
        Route route = consensus.route();
        if (route instanceof Route.Self) {
            propose(new Shipment(take(true), route, now));
        } else if (route instanceof Route.Other other) {
            refuseForwarded();
            if (!queue.isEmpty()) {
                forward(new Shipment(take(false), route, now), other.leader());
            }
        } else if (route instanceof Route.Nowhere nowhere) {
            refuseAll(nowhere.failure());
        }
    }

    private void propose(Shipment shipment) {
        List<Operation> operations = new ArrayList<>(shipment.load.size());
        shipment.load.forEach(pending -> operations.add(pending.operation));
        Batch batch = new Batch(
                entryMillis.getAsLong(),
                operations,
                outcomes -> eventLoop.execute(() -> proposed(shipment, outcomes)));
        shipment.batch = batch;
        underWay = shipment;
        proposer.propose(batch);
    }

    private void proposed(Shipment shipment, List<Outcome> outcomes) {
        if (underWay == shipment) {
            underWay = null;
            gather(shipment);
        }
        for (int i = 0; i < shipment.load.size(); i++) {
            shipment.load.get(i).ended.accept(outcomes.get(i));
        }
        pump();
    }

    /**
     * A node that is its whole group holds an entry on this very thread, and has read nothing
     * meanwhile: there nobody has gathered.
     */
    private void gather(Shipment back) {
        if (!consensus.configuration().isOnly(consensus.id())) {
            gathering.begin(back.leftNanos, back.load.size(), queue.size());
        }
    }

    private void forward(Shipment shipment, Member leader) {
        List<byte[]> operations = new ArrayList<>(shipment.load.size());
        shipment.load.forEach(pending -> operations.add(pending.operation.encoded()));
        underWay = shipment;
        peers.ask(
                leader.http(),
                new PeerMessage.Forward(consensus.term(), operations),
                shipment.deadlineNanos,
                answer -> forwarded(shipment, answer));
    }

    private void forwarded(Shipment shipment, PeerAnswer answer) {
        boolean others = underWay != shipment;
        if (!others) {
            underWay = null;
            gather(shipment);
        }
        if (answer instanceof PeerAnswer.NotSent) {
            refused(shipment.load, Failure.NO_LEADER, others);
        } else if (answer instanceof PeerAnswer.Answered answered
                && answered.message() instanceof PeerMessage.Refusal refusal) {
            refused(shipment.load, refusal.failure(), others);
        } else if (answer instanceof PeerAnswer.Answered answered
                && answered.message() instanceof PeerMessage.ForwardAnswer results
                && results.outcomes().size() == shipment.load.size()) {
            forwarded(shipment.load, results.outcomes(), others);
        } else {
            shipment.load.forEach(pending -> pending.fail(Failure.TIMEOUT));
        }
        schedulePump();
    }

    private void forwarded(List<Pending> load, List<Outcome> outcomes, boolean others) {
        List<Pending> notProposed = new ArrayList<>();
        for (int i = 0; i < load.size(); i++) {
            boolean notLed = outcomes.get(i) instanceof Outcome.Failed failed
                    && failed.failure() == Failure.NO_LEADER;
            if (notLed) {
                notProposed.add(load.get(i));
            } else {
                load.get(i).ended.accept(outcomes.get(i));
            }
        }
        refused(notProposed, Failure.NO_LEADER, others);
    }

    /**
     * They were surely not proposed: back to the head of the queue, or to their clients.
     *
     * @param others whether operations from behind them have left already, which they must not
     *     follow
     */
    private void refused(List<Pending> load, Failure failure, boolean others) {
        if (load.isEmpty()) {
            return;
        }
        List<Pending> again = new ArrayList<>();
        for (Pending pending : load) {
            pending.refusals++;
            if (failure != Failure.NO_LEADER
                    || pending.refusals > WriteLimits.REFUSALS_MAX
                    || others
                    || closed) {
                pending.fail(failure);
            } else {
                again.add(pending);
            }
        }
        Collections.reverse(again);
        for (Pending pending : again) {
            queue.addFirst(pending);
            queuedBytes += pending.bytes();
        }
        notBeforeNanos = nanoClock.getAsLong() + WriteLimits.REFUSAL_PAUSE.toNanos();
    }

    private List<Pending> take(boolean alsoForwarded) {
        List<Pending> load = new ArrayList<>();
        int bytes = 0;
        while (!queue.isEmpty() && load.size() < WriteLimits.ENTRY_OPERATIONS_MAX) {
            Pending head = queue.element();
            boolean fits = load.isEmpty() || bytes + head.bytes() <= WriteLimits.ENTRY_BYTES_MAX;
            boolean alone = head.operation.alone() && !load.isEmpty();
            if (!fits || alone || (head.forwarded && !alsoForwarded)) {
                break;
            }
            queue.remove();
            queuedBytes -= head.bytes();
            bytes += head.bytes();
            load.add(head);
            if (head.operation.alone()) {
                break;
            }
        }
        return load;
    }

    /** Forwarding once more could go round in circles while nobody leads. */
    private void refuseForwarded() {
        List<Pending> refused =
                queue.stream().filter(pending -> pending.forwarded).toList();
        if (!refused.isEmpty()) {
            queue.removeAll(refused);
            refused.forEach(pending -> queuedBytes -= pending.bytes());
            refused.forEach(pending -> pending.fail(Failure.NO_LEADER));
        }
    }

    private void refuseAll(Failure failure) {
        List<Pending> refused = new ArrayList<>(queue);
        queue.clear();
        queuedBytes = 0;
        refused.forEach(pending -> pending.fail(failure));
    }

    /** Ends what is past its deadline; call it every few milliseconds. */
    public void step(long nowNanos) {
        while (!queue.isEmpty() && nowNanos - queue.element().deadlineNanos >= 0) {
            Pending late = queue.remove();
            queuedBytes -= late.bytes();
            late.fail(Failure.OVERLOADED);
        }
        Shipment shipment = underWay;
        if (shipment != null && shipment.batch != null) {
            if (nowNanos - shipment.deadlineNanos >= 0) {
                shipment.batch.fail(Failure.TIMEOUT);
            }
        } else if (shipment != null && !shipment.route.equals(consensus.route())) {
            // It went to a node that no longer leads, and which may be cut off: the others go on.
            // Its deadline is at the peer port. What it holds cannot come into the log behind
            // theirs, for it names a term that is over.
            underWay = null;
        }
        schedulePump();
    }

    /** Ends everything: what is queued definitely, what is under way as unknown. */
    public void close() {
        closed = true;
        refuseAll(Failure.STOPPING);
        Shipment shipment = underWay;
        if (shipment != null && shipment.batch != null) {
            shipment.batch.fail(Failure.TIMEOUT);
        }
    }
}
