package dev.assay.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.node.Fakes;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.raft.Route;
import dev.assay.server.raft.VoteGuard;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When the leader may answer by itself, and when it must ask, with both clocks moved by hand. */
class LeaderLeaseTest {

    private final Fakes.Loop loop = new Fakes.Loop();
    private final Fakes.FakeConsensus consensus = new Fakes.FakeConsensus("a", "b", "c");
    private final Fakes.FakePeers peers = new Fakes.FakePeers();
    private final HandClock clock = new HandClock();
    private final LeaderLease lease = new LeaderLease(consensus, peers, loop, loop::nanos, clock);
    private final List<String> ended = new ArrayList<>();

    /** Starts close to the overflow of the first. */
    private static final class HandClock implements LeaseClock {
        private long nanos = Long.MAX_VALUE - 1_000;
        private long wallMillis = 1_700_000_000_000L;

        void pass(Duration time) {
            nanos += time.toNanos();
            wallMillis += time.toMillis();
        }

        @Override
        public long monotonicNanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return wallMillis;
        }
    }

    private void read(String name) {
        lease.ask(new IndexSource.Asker() {
            @Override
            public void confirmed(long index) {
                ended.add(name + " " + index);
            }

            @Override
            public void notConfirmed() {
                ended.add(name + " not confirmed");
            }
        });
        loop.run();
    }

    /** A lease in term 5, asked for now. */
    private void hold() {
        consensus.lead();
        int first = peers.asked().size();
        read("first");
        peers.promises(first, 5, true);
        loop.run();
        ended.clear();
    }

    private void asks(String name) {
        int before = peers.asked().size();
        read(name);
        assertThat(peers.asked()).as("asks for " + name).hasSize(before + 2);
        assertThat(ended).isEmpty();
    }

    private void asksNobody(String name) {
        int before = peers.asked().size();
        read(name);
        assertThat(peers.asked()).hasSize(before);
        assertThat(ended).containsExactly(name + " 10");
    }

    @Test
    void without_a_lease_the_members_are_asked_and_one_of_two_confirms() {
        consensus.lead();
        read("r");
        assertThat(peers.asked()).containsExactly("b", "c");
        assertThat(peers.request(0)).isEqualTo(new PeerMessage.PromiseQuery(5));
        assertThat(ended).isEmpty();
        peers.promises(1, 5, true);
        assertThat(ended).containsExactly("r 10");
    }

    @Test
    void while_it_holds_nobody_is_asked() {
        hold();
        asksNobody("r");
    }

    @Test
    void the_index_is_that_of_the_read_not_of_the_lease() {
        hold();
        consensus.commitIndex = 12;
        read("r");
        assertThat(ended).containsExactly("r 12");
    }

    @Test
    void it_holds_to_its_last_nanosecond_and_no_longer() {
        hold();
        clock.nanos += Lease.LENGTH.toNanos() - 1;
        read("last");
        assertThat(ended).containsExactly("last 10");
        ended.clear();
        peers.answer(2, new PeerAnswer.NotSent("no"));
        peers.answer(3, new PeerAnswer.NotSent("no"));
        clock.nanos++;
        asks("late");
    }

    @Test
    void it_is_counted_from_the_asking_not_from_the_answer() {
        consensus.lead();
        read("first");
        clock.pass(Lease.LENGTH);
        peers.promises(0, 5, true);
        loop.run();
        assertThat(ended).containsExactly("first 10");
        ended.clear();
        asks("r");
    }

    @Test
    void it_is_shorter_than_the_promises_by_the_drift_of_clocks() {
        assertThat(Lease.LENGTH.multipliedBy(5)).isEqualTo(VoteGuard.PROMISE.multipliedBy(4));
    }

    @Test
    void a_leader_that_was_paused_asks() {
        hold();
        clock.pass(Duration.ofSeconds(2));
        asks("r");
    }

    @Test
    void a_machine_that_slept_asks_for_its_time_of_day_went_on() {
        hold();
        clock.wallMillis += 2_000;
        asks("r");
    }

    @Test
    void when_the_time_of_day_is_set_back_it_asks() {
        hold();
        clock.wallMillis -= 1;
        asks("r");
    }

    @Test
    void half_way_it_asks_again_and_answers_meanwhile() {
        hold();
        clock.pass(Lease.RENEW_AFTER);
        read("r");
        assertThat(ended).containsExactly("r 10");
        assertThat(peers.asked()).containsExactly("b", "c", "b", "c");
        peers.promises(3, 5, true);
        ended.clear();
        clock.pass(Lease.RENEW_AFTER);
        read("s");
        assertThat(ended).containsExactly("s 10");
    }

    @Test
    void terms_without_promises_confirm_the_read_and_give_no_lease() {
        consensus.lead();
        read("r");
        peers.promises(0, 5, false);
        assertThat(ended).containsExactly("r 10");
        peers.promises(1, 5, false);
        loop.run();
        ended.clear();
        asks("s");
    }

    @Test
    void a_promise_of_a_node_in_a_later_term_is_none() {
        consensus.lead();
        read("r");
        peers.promises(0, 6, true);
        assertThat(ended).containsExactly("r not confirmed");
        peers.promises(1, 5, true);
        loop.run();
        ended.clear();
        asks("s");
    }

    @Test
    void in_another_term_it_is_over() {
        hold();
        consensus.term = 6;
        asks("r");
    }

    @Test
    void one_that_does_not_lead_any_more_confirms_nothing() {
        hold();
        consensus.route(new Route.Nowhere(dev.assay.server.data.Failure.NO_LEADER));
        read("r");
        assertThat(ended).containsExactly("r not confirmed");
    }

    @Test
    void with_other_members_it_is_over() {
        hold();
        consensus.members("a", "d", "e");
        asks("r");
    }

    @Test
    void surrendered_it_is_over_and_no_promise_is_asked_for_until_the_time_is_up() {
        hold();
        Duration wait = lease.surrender(Duration.ofSeconds(5));
        assertThat(wait).isGreaterThan(VoteGuard.PROMISE);
        asks("r");
        assertThat(peers.request(2)).isEqualTo(new PeerMessage.StateQuery());
        peers.inTerm(2, 5);
        peers.inTerm(3, 5);
        loop.run();
        assertThat(ended).containsExactly("r 10");
        ended.clear();
        loop.pass(Duration.ofSeconds(5));
        asks("s");
        assertThat(peers.request(4)).isEqualTo(new PeerMessage.PromiseQuery(5));
    }

    @Test
    void promises_that_come_after_the_surrender_give_no_lease() {
        consensus.lead();
        read("r");
        lease.surrender(Duration.ofSeconds(5));
        peers.promises(0, 5, true);
        loop.run();
        ended.clear();
        asks("s");
    }

    @Test
    void a_leader_whose_lease_was_never_asked_for_needs_not_wait_to_hand_over() {
        assertThat(lease.surrender(Duration.ofSeconds(5))).isZero();
    }

    @Test
    void one_member_alone_asks_nobody() {
        consensus.members("a");
        consensus.lead();
        read("r");
        assertThat(ended).containsExactly("r 10");
        assertThat(peers.asked()).isEmpty();
    }
}
