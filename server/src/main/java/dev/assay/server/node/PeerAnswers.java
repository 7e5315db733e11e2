package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerService;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.OperationDecoder;
import dev.assay.server.raft.Route;
import dev.assay.server.raft.VoteGuard;
import dev.assay.server.read.IndexSource;
import dev.assay.server.write.Writes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Answers what other nodes ask, on the event loop. */
final class PeerAnswers implements PeerService {

    private final Consensus consensus;
    private final Applied applied;
    private final VoteGuard guard;
    private final IndexSource confirmed;
    private final IndexSource leased;
    private final Writes writes;
    private final OperationDecoder decoder;

    PeerAnswers(
            Consensus consensus,
            Applied applied,
            VoteGuard guard,
            IndexSource confirmed,
            IndexSource leased,
            Writes writes,
            OperationDecoder decoder) {
        this.consensus = consensus;
        this.applied = applied;
        this.guard = guard;
        this.confirmed = confirmed;
        this.leased = leased;
        this.writes = writes;
        this.decoder = decoder;
    }

    @Override
    public void handle(PeerMessage.Request request, Consumer<PeerMessage.Answer> answer) {
        if (request instanceof PeerMessage.StateQuery) {
            answer.accept(state());
        } else if (request instanceof PeerMessage.PromiseQuery query) {
            answer.accept(promise(query.term()));
        } else if (request instanceof PeerMessage.ReadIndexQuery query) {
            readIndex(query.byLease() ? leased : confirmed, answer);
        } else if (request instanceof PeerMessage.Forward forward) {
            forward(forward, answer);
        }
    }

    /**
     * A joining node, which has no configuration and so is not live, answers too: the member that
     * adds it wants to know that it is there. Its term cannot be that of a leader.
     */
    private PeerMessage.Answer state() {
        return new PeerMessage.StateAnswer(
                consensus.id(),
                consensus.live() ? consensus.term() : 0,
                consensus.logHolds(),
                applied.index());
    }

    /** The term that is answered must be read after the promise: read.Lease rests on it. */
    private PeerMessage.Answer promise(long term) {
        boolean promised = consensus.live() && consensus.term() == term && guard.promise();
        return new PeerMessage.PromiseAnswer(
                consensus.id(), consensus.live() ? consensus.term() : 0, promised);
    }

    private static void readIndex(IndexSource source, Consumer<PeerMessage.Answer> answer) {
        source.ask(new IndexSource.Asker() {
            @Override
            public void confirmed(long index) {
                answer.accept(new PeerMessage.ReadIndexAnswer(index));
            }

            @Override
            public void notConfirmed() {
                answer.accept(new PeerMessage.Refusal(Failure.NOT_CONFIRMED));
            }
        });
    }

    private void forward(PeerMessage.Forward forward, Consumer<PeerMessage.Answer> answer) {
        if (!(consensus.route() instanceof Route.Self) || consensus.term() != forward.term()) {
            answer.accept(new PeerMessage.Refusal(Failure.NO_LEADER));
            return;
        }
        List<Operation> operations = new ArrayList<>(forward.operations().size());
        forward.operations().forEach(encoded -> operations.add(decoder.decode(encoded)));
        Collected collected = new Collected(operations.size(), answer);
        for (int i = 0; i < operations.size(); i++) {
            int place = i;
            writes.submitForwarded(operations.get(i), outcome -> collected.set(place, outcome));
        }
        collected.answerIfWhole();
    }

    /** Outcomes come one by one, the answer goes as one. */
    private static final class Collected {

        private final Outcome[] outcomes;
        private final Consumer<PeerMessage.Answer> answer;
        private int missing;

        Collected(int count, Consumer<PeerMessage.Answer> answer) {
            this.outcomes = new Outcome[count];
            this.answer = answer;
            // One more for the caller, so that nothing is answered before all are submitted.
            this.missing = count + 1;
        }

        void set(int place, Outcome outcome) {
            outcomes[place] = outcome;
            answerIfWhole();
        }

        void answerIfWhole() {
            missing--;
            if (missing == 0) {
                answer.accept(new PeerMessage.ForwardAnswer(Arrays.asList(outcomes)));
            }
        }
    }
}
