package dev.assay.server.read;

import dev.assay.server.data.Failure;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.Route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Linearizable reads on any node: get a confirmed index, from {@link LeaderIndex} or {@link
 * LeaderLease} here or from the leader over the peer link, wait until it is applied here, read here. Reads that wait share all of
 * it. A try in vain is repeated until the read's deadline, since asking changes nothing. Confined
 * to the event loop.
 */
public final class LinearizableReads implements ReadBarrier {

    private final Consensus consensus;
    private final IndexSource here;
    private final PeerMessage.ReadIndexQuery toLeader;
    private final PeerPort peers;
    private final Applied applied;
    private final Executor eventLoop;
    private final LongSupplier nanoClock;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int asksUnderWay;
    private boolean pumpScheduled;
    private long notBeforeNanos;

    private record Pending(Waiter waiter, long deadlineNanos) {}

    /**
     * @param here how an index is confirmed if this node leads
     * @param toLeader what is asked of the leader if it does not
     */
    public LinearizableReads(
            Consensus consensus,
            IndexSource here,
            PeerMessage.ReadIndexQuery toLeader,
            PeerPort peers,
            Applied applied,
            Executor eventLoop,
            LongSupplier nanoClock) {
        this.consensus = consensus;
        this.here = here;
        this.toLeader = toLeader;
        this.peers = peers;
        this.applied = applied;
        this.eventLoop = eventLoop;
        this.nanoClock = nanoClock;
        this.notBeforeNanos = nanoClock.getAsLong();
    }

    @Override
    public void await(Waiter waiter) {
        // Those that wait must not be overtaken: their deadlines are in order.
        if (waiting.isEmpty()) {
            long index = here.now();
            if (index >= 0 && applied.index() >= index) {
                waiter.pass(index);
                return;
            }
        }
        if (waiting.size() >= ReadLimits.WAITING_MAX) {
            waiter.fail(Failure.OVERLOADED);
            return;
        }
        long deadline = nanoClock.getAsLong() + ReadLimits.DEADLINE.toNanos();
        waiting.add(new Pending(waiter, deadline));
        schedulePump();
    }

    private void schedulePump() {
        if (!pumpScheduled && asksUnderWay < ReadLimits.ROUNDS_MAX) {
            pumpScheduled = true;
            eventLoop.execute(() -> {
                pumpScheduled = false;
                pump();
            });
        }
    }

    private void pump() {
        if (waiting.isEmpty()
                || asksUnderWay >= ReadLimits.ROUNDS_MAX
                || nanoClock.getAsLong() - notBeforeNanos < 0) {
            return;
        }
        Route route = consensus.route();
        List<Pending> reads = new ArrayList<>(waiting);
        waiting.clear();
        if (route instanceof Route.Self) {
            asksUnderWay++;
            askHere(reads);
        } else if (route instanceof Route.Other other) {
            asksUnderWay++;
            askLeader(reads, other.leader());
        } else if (route instanceof Route.Nowhere nowhere) {
            reads.forEach(read -> read.waiter().fail(nowhere.failure()));
        }
    }

    private void askHere(List<Pending> reads) {
        here.ask(new IndexSource.Asker() {
            @Override
            public void confirmed(long index) {
                asksUnderWay--;
                waitForApply(reads, index);
            }

            @Override
            public void notConfirmed() {
                asksUnderWay--;
                again(reads);
            }
        });
    }

    private void askLeader(List<Pending> reads, Member leader) {
        long deadline = nanoClock.getAsLong() + ReadLimits.ASK_DEADLINE.toNanos();
        peers.ask(leader.http(), toLeader, deadline, answer -> {
            asksUnderWay--;
            if (answer instanceof PeerAnswer.Answered answered
                    && answered.message() instanceof PeerMessage.ReadIndexAnswer found) {
                waitForApply(reads, found.index());
            } else {
                again(reads);
            }
        });
    }

    private void waitForApply(List<Pending> reads, long index) {
        applied.whenReached(index, reads.get(0).deadlineNanos(), new Applied.Reached() {
            @Override
            public void reached() {
                reads.forEach(read -> read.waiter().pass(index));
            }

            @Override
            public void late() {
                reads.forEach(read -> read.waiter().fail(Failure.NOT_CONFIRMED));
            }
        });
        if (!waiting.isEmpty()) {
            schedulePump();
        }
    }

    /** Back in front of those that came later, so that the oldest deadline stays first. */
    private void again(List<Pending> reads) {
        for (int i = reads.size() - 1; i >= 0; i--) {
            waiting.addFirst(reads.get(i));
        }
        notBeforeNanos = nanoClock.getAsLong() + ReadLimits.RETRY_PAUSE.toNanos();
    }

    /** Ends what is past its deadline and tries again what is not; every few milliseconds. */
    public void step(long nowNanos) {
        while (!waiting.isEmpty() && nowNanos - waiting.element().deadlineNanos() >= 0) {
            waiting.remove().waiter().fail(Failure.NOT_CONFIRMED);
        }
        if (!waiting.isEmpty()) {
            schedulePump();
        }
    }
}
