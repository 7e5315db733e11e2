package dev.assay.server.read;

import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.VoteGuard;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Read indexes on the leader by a {@link Lease}: while it holds, nobody is asked. Without one the
 * members are asked for a promise and their term at once, and the terms alone confirm the reads
 * that wait, whether or not a lease comes of it. It is made only when reads ask for it, so without
 * them elections are as Ratis makes them. Confined to the event loop.
 */
public final class LeaderLease implements IndexSource {

    /** A promise that was just asked for, with a quarter for the drift of clocks. */
    private static final Duration PROMISES_OVER =
            VoteGuard.PROMISE.multipliedBy(5).dividedBy(4);

    private final Consensus consensus;
    private final PeerPort peers;
    private final Executor eventLoop;
    private final LongSupplier nanoClock;
    private final LeaseClock clock;
    private List<Asker> waiting = new ArrayList<>();
    private @Nullable Lease held;
    private boolean surrendered;
    private long surrenderedUntilNanos;
    private int roundsUnderWay;
    private boolean renewing;
    private boolean pumpScheduled;
    private long readsServed;
    private long roundsBegun;

    public LeaderLease(
            Consensus consensus,
            PeerPort peers,
            Executor eventLoop,
            LongSupplier nanoClock,
            LeaseClock clock) {
        this.consensus = consensus;
        this.peers = peers;
        this.eventLoop = eventLoop;
        this.nanoClock = nanoClock;
        this.clock = clock;
    }

    @Override
    public long now() {
        long index = indexByLease();
        if (index >= 0) {
            readsServed++;
        }
        return index;
    }

    @Override
    public void ask(Asker asker) {
        long index = now();
        if (index >= 0) {
            asker.confirmed(index);
            return;
        }
        waiting.add(asker);
        schedulePump();
    }

    /** Reads that were answered without asking anybody. */
    public long readsServed() {
        return readsServed;
    }

    public long roundsBegun() {
        return roundsBegun;
    }

    /**
     * Ends the lease for a while, so that another node can be elected at once when all promises are
     * over.
     *
     * @param duration for how long no promise is asked for
     * @return how long to wait until none is open
     */
    public Duration surrender(Duration duration) {
        held = null;
        surrendered = true;
        surrenderedUntilNanos = nanoClock.getAsLong() + duration.toNanos();
        return roundsBegun == 0 ? Duration.ZERO : PROMISES_OVER;
    }

    /** The commit index if the lease holds, else -1. The order of the reads is the proof's. */
    private long indexByLease() {
        Lease lease = held;
        if (lease == null
                || consensus.term() != lease.term()
                || !consensus.live()
                || !consensus.leaderReady()) {
            return -1;
        }
        long index = consensus.commitIndex();
        long nanos = clock.monotonicNanos();
        long wallMillis = clock.wallMillis();
        if (!lease.holds(nanos, wallMillis) || !lease.voters().equals(consensus.configuration())) {
            held = null;
            return -1;
        }
        if (!lease.fresh(nanos, wallMillis) && !renewing) {
            renewing = true;
            schedulePump();
        }
        return index;
    }

    private void schedulePump() {
        if (!pumpScheduled && roundsUnderWay < ReadLimits.ROUNDS_MAX) {
            pumpScheduled = true;
            eventLoop.execute(() -> {
                pumpScheduled = false;
                begin();
            });
        }
    }

    private void begin() {
        if ((waiting.isEmpty() && !renewing) || roundsUnderWay >= ReadLimits.ROUNDS_MAX) {
            return;
        }
        List<Asker> askers = waiting;
        waiting = new ArrayList<>();
        renewing = false;
        // As in LeaderIndex: term, readiness, index, then who is asked; and the clock before that.
        long term = consensus.term();
        if (!consensus.live() || !consensus.leaderReady()) {
            askers.forEach(Asker::notConfirmed);
            return;
        }
        long index = consensus.commitIndex();
        Configuration voters = consensus.configuration();
        Lease wanted = new Lease(term, voters, clock.monotonicNanos(), clock.wallMillis());
        roundsUnderWay++;
        new Round(askers, index, wanted).begin();
    }

    private final class Round {

        private final List<Asker> askers;
        private final long index;
        private final Lease wanted;
        private final Confirmation terms;
        private final Confirmation promises;
        private boolean answered;
        private boolean over;

        Round(List<Asker> askers, long index, Lease wanted) {
            this.askers = askers;
            this.index = index;
            this.wanted = wanted;
            this.terms = new Confirmation(wanted.term(), wanted.voters());
            this.promises = new Confirmation(wanted.term(), wanted.voters());
        }

        void begin() {
            if (surrendered && nanoClock.getAsLong() - surrenderedUntilNanos >= 0) {
                surrendered = false;
            }
            PeerMessage.Request question;
            if (surrendered) {
                question = new PeerMessage.StateQuery();
            } else {
                question = new PeerMessage.PromiseQuery(wanted.term());
                roundsBegun++;
            }
            long deadline = nanoClock.getAsLong() + ReadLimits.ASK_DEADLINE.toNanos();
            for (Member member : wanted.voters().all()) {
                if (!member.id().equals(consensus.id())) {
                    peers.ask(member.http(), question, deadline, answer -> heard(member, answer));
                }
            }
            askSelf();
            check();
        }

        private void heard(Member member, PeerAnswer answer) {
            if (over) {
                return;
            }
            PeerMessage message =
                    answer instanceof PeerAnswer.Answered heard ? heard.message() : null;
            if (message instanceof PeerMessage.PromiseAnswer promise
                    && promise.id().equals(member.id())) {
                terms.answered(member.id(), promise.term());
                if (promise.promised()) {
                    promises.answered(member.id(), promise.term());
                } else {
                    promises.silent(member.id());
                }
            } else if (message instanceof PeerMessage.StateAnswer state
                    && state.id().equals(member.id())) {
                terms.answered(member.id(), state.term());
                promises.silent(member.id());
            } else {
                terms.silent(member.id());
                promises.silent(member.id());
            }
            askSelf();
            check();
        }

        /** This node needs no promise to itself: it looks at its own term before each read. */
        private void askSelf() {
            if (consensus.live()) {
                terms.answered(consensus.id(), consensus.term());
                promises.answered(consensus.id(), consensus.term());
            } else {
                terms.silent(consensus.id());
                promises.silent(consensus.id());
            }
        }

        private void check() {
            if (over) {
                return;
            }
            Confirmation.State confirmed = terms.state();
            if (!answered && confirmed != Confirmation.State.OPEN) {
                answered = true;
                for (Asker asker : askers) {
                    if (confirmed == Confirmation.State.CONFIRMED) {
                        asker.confirmed(index);
                    } else {
                        asker.notConfirmed();
                    }
                }
            }
            Confirmation.State promised = promises.state();
            if (!answered || promised == Confirmation.State.OPEN) {
                return;
            }
            over = true;
            roundsUnderWay--;
            if (promised == Confirmation.State.CONFIRMED && !surrendered && isNewer()) {
                held = wanted;
            }
            if (!waiting.isEmpty() || renewing) {
                schedulePump();
            }
        }

        private boolean isNewer() {
            Lease present = held;
            return present == null
                    || present.term() != wanted.term()
                    || wanted.askedNanos() - present.askedNanos() > 0;
        }
    }
}
