package dev.assay.server.read;

import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Member;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Confirmed read indexes, on the leader. All who ask in one turn of the event loop, and all who ask
 * while the rounds that may be under way are, share the next round. Confined to the event loop.
 */
public final class LeaderIndex implements IndexSource {

    private final Consensus consensus;
    private final PeerPort peers;
    private final Executor eventLoop;
    private final LongSupplier nanoClock;
    private List<Asker> waiting = new ArrayList<>();
    private int roundsUnderWay;
    private boolean pumpScheduled;

    public LeaderIndex(
            Consensus consensus, PeerPort peers, Executor eventLoop, LongSupplier nanoClock) {
        this.consensus = consensus;
        this.peers = peers;
        this.eventLoop = eventLoop;
        this.nanoClock = nanoClock;
    }

    /** Where this node is the only voter it confirms itself, as a {@link Round} would. */
    @Override
    public long now() {
        long term = consensus.term();
        if (!consensus.live() || !consensus.leaderReady()) {
            return -1;
        }
        long index = consensus.commitIndex();
        boolean alone = consensus.configuration().isOnly(consensus.id());
        return alone && consensus.live() && consensus.term() == term ? index : -1;
    }

    @Override
    public void ask(Asker asker) {
        waiting.add(asker);
        schedulePump();
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
        if (waiting.isEmpty() || roundsUnderWay >= ReadLimits.ROUNDS_MAX) {
            return;
        }
        List<Asker> askers = waiting;
        waiting = new ArrayList<>();
        // The order of these four is the proof's: term, readiness, index, then who is asked.
        long term = consensus.term();
        if (!consensus.live() || !consensus.leaderReady()) {
            askers.forEach(Asker::notConfirmed);
            return;
        }
        long index = consensus.commitIndex();
        Configuration voters = consensus.configuration();
        roundsUnderWay++;
        new Round(askers, term, index, voters).begin();
    }

    private final class Round {

        private final List<Asker> askers;
        private final long index;
        private final Configuration voters;
        private final Confirmation confirmation;
        private boolean over;

        Round(List<Asker> askers, long term, long index, Configuration voters) {
            this.askers = askers;
            this.index = index;
            this.voters = voters;
            this.confirmation = new Confirmation(term, voters);
        }

        void begin() {
            long deadline = nanoClock.getAsLong() + ReadLimits.ASK_DEADLINE.toNanos();
            for (Member member : voters.all()) {
                if (!member.id().equals(consensus.id())) {
                    peers.ask(
                            member.http(),
                            new PeerMessage.StateQuery(),
                            deadline,
                            answer -> heard(member, answer));
                }
            }
            askSelf();
            check();
        }

        private void heard(Member member, PeerAnswer answer) {
            if (over) {
                return;
            }
            if (answer instanceof PeerAnswer.Answered answered
                    && answered.message() instanceof PeerMessage.StateAnswer state
                    && state.id().equals(member.id())) {
                confirmation.answered(member.id(), state.term());
            } else {
                confirmation.silent(member.id());
            }
            // This node is a voter too: it may have raised its term since the last answer.
            askSelf();
            check();
        }

        private void askSelf() {
            if (consensus.live()) {
                confirmation.answered(consensus.id(), consensus.term());
            } else {
                confirmation.silent(consensus.id());
            }
        }

        private void check() {
            Confirmation.State state = confirmation.state();
            if (over || state == Confirmation.State.OPEN) {
                return;
            }
            over = true;
            roundsUnderWay--;
            for (Asker asker : askers) {
                if (state == Confirmation.State.CONFIRMED) {
                    asker.confirmed(index);
                } else {
                    asker.notConfirmed();
                }
            }
            if (!waiting.isEmpty()) {
                schedulePump();
            }
        }
    }
}
