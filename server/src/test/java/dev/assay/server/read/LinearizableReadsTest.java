package dev.assay.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.data.Failure;
import dev.assay.server.node.Fakes;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.AppliedMoves;
import dev.assay.server.raft.Route;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LinearizableReadsTest {

    private final Fakes.Loop loop = new Fakes.Loop();
    private final Fakes.FakeConsensus consensus = new Fakes.FakeConsensus("a", "b", "c");
    private final Fakes.FakePeers peers = new Fakes.FakePeers();
    private final Applied applied = new Applied(loop);
    private final LeaderIndex leaderIndex = new LeaderIndex(consensus, peers, loop, loop::nanos);
    private final LinearizableReads reads = new LinearizableReads(
            consensus,
            leaderIndex,
            new PeerMessage.ReadIndexQuery(false),
            peers,
            applied,
            loop,
            loop::nanos);
    private final List<String> ended = new ArrayList<>();

    private void read(String name) {
        reads.await(new ReadBarrier.Waiter() {
            @Override
            public void pass(long index) {
                ended.add(name + " " + index);
            }

            @Override
            public void fail(Failure failure) {
                ended.add(name + " " + failure);
            }
        });
    }

    private void retry() {
        loop.pass(ReadLimits.RETRY_PAUSE);
        reads.step(loop.nanos());
        loop.run();
    }

    @Test
    void the_leader_asks_the_others_and_needs_one_of_two() {
        consensus.lead();
        AppliedMoves.to(applied, 10);
        read("r");
        loop.run();
        assertThat(peers.asked()).containsExactly("b", "c");
        assertThat(ended).isEmpty();
        peers.inTerm(1, 5);
        assertThat(ended).containsExactly("r 10");
    }

    @Test
    void reads_that_wait_share_one_round_begun_after_they_came() {
        consensus.lead();
        AppliedMoves.to(applied, 10);
        read("1");
        read("2");
        loop.run();
        read("3");
        peers.inTerm(0, 5);
        assertThat(ended).containsExactly("1 10", "2 10");
        loop.run();
        assertThat(peers.asked()).hasSize(4);
    }

    @Test
    void an_answer_from_a_higher_term_serves_nobody() {
        consensus.lead();
        AppliedMoves.to(applied, 10);
        read("r");
        loop.run();
        peers.inTerm(0, 6);
        peers.inTerm(1, 5);
        assertThat(ended).isEmpty();
    }

    @Test
    void an_own_term_raised_meanwhile_serves_nobody() {
        consensus.lead();
        AppliedMoves.to(applied, 10);
        read("r");
        loop.run();
        consensus.term = 6;
        peers.inTerm(0, 5);
        assertThat(ended).isEmpty();
    }

    @Test
    void an_answer_under_another_name_is_no_vote() {
        consensus.lead();
        AppliedMoves.to(applied, 10);
        read("r");
        loop.run();
        peers.answer(0, new PeerAnswer.Answered(new PeerMessage.StateAnswer("c", 5, true, 0)));
        assertThat(ended).isEmpty();
    }

    @Test
    void a_division_that_does_not_run_confirms_nothing() {
        consensus.lead();
        consensus.live = false;
        read("r");
        loop.run();
        assertThat(peers.asked()).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void silence_is_tried_again_until_the_deadline() {
        consensus.lead();
        AppliedMoves.to(applied, 10);
        read("r");
        loop.run();
        peers.answer(0, new PeerAnswer.NotSent("no"));
        peers.answer(1, new PeerAnswer.Unanswered("no"));
        retry();
        assertThat(peers.asked()).hasSize(4);
        peers.inTerm(2, 5);
        assertThat(ended).containsExactly("r 10");
    }

    @Test
    void at_the_deadline_a_read_has_failed() {
        consensus.lead();
        read("r");
        loop.run();
        peers.answer(0, new PeerAnswer.NotSent("no"));
        peers.answer(1, new PeerAnswer.NotSent("no"));
        loop.pass(ReadLimits.DEADLINE);
        reads.step(loop.nanos());
        assertThat(ended).containsExactly("r NOT_CONFIRMED");
    }

    @Test
    void a_read_waits_until_its_index_is_applied() {
        consensus.lead();
        AppliedMoves.to(applied, 9);
        read("r");
        loop.run();
        peers.inTerm(0, 5);
        assertThat(ended).isEmpty();
        AppliedMoves.to(applied, 10);
        loop.run();
        assertThat(ended).containsExactly("r 10");
    }

    @Test
    void a_read_whose_index_is_not_applied_in_time_has_failed() {
        consensus.lead();
        read("r");
        loop.run();
        peers.inTerm(0, 5);
        loop.pass(ReadLimits.DEADLINE);
        applied.step(loop.nanos());
        assertThat(ended).containsExactly("r NOT_CONFIRMED");
    }

    @Test
    void a_follower_asks_the_leader_once_for_all() {
        consensus.follow("c");
        AppliedMoves.to(applied, 20);
        read("1");
        read("2");
        loop.run();
        assertThat(peers.asked()).containsExactly("c");
        peers.answer(0, new PeerAnswer.Answered(new PeerMessage.ReadIndexAnswer(20)));
        assertThat(ended).containsExactly("1 20", "2 20");
    }

    @Test
    void a_follower_whose_leader_refuses_asks_the_next() {
        consensus.follow("c");
        AppliedMoves.to(applied, 20);
        read("r");
        loop.run();
        peers.answer(0, new PeerAnswer.Answered(new PeerMessage.Refusal(Failure.NOT_CONFIRMED)));
        consensus.follow("b");
        retry();
        peers.answer(1, new PeerAnswer.Answered(new PeerMessage.ReadIndexAnswer(12)));
        assertThat(peers.asked()).containsExactly("c", "b");
        assertThat(ended).containsExactly("r 12");
    }

    @Test
    void without_a_leader_a_read_fails_at_once() {
        consensus.route(new Route.Nowhere(Failure.NO_LEADER));
        read("r");
        loop.run();
        assertThat(ended).containsExactly("r NO_LEADER");
    }

    @Test
    void one_member_alone_asks_nobody() {
        Fakes.FakeConsensus single = new Fakes.FakeConsensus("a");
        single.lead();
        AppliedMoves.to(applied, 10);
        new LeaderIndex(single, peers, loop, loop::nanos).ask(new IndexSource.Asker() {
            @Override
            public void confirmed(long index) {
                ended.add("confirmed " + index);
            }

            @Override
            public void notConfirmed() {
                ended.add("not confirmed");
            }
        });
        loop.run();
        assertThat(ended).containsExactly("confirmed 10");
        assertThat(peers.asked()).isEmpty();
    }
}
