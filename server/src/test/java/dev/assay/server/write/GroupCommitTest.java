package dev.assay.server.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.node.Fakes;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.Route;
import dev.assay.server.store.Keyspace;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class GroupCommitTest {

    private final Fakes.Loop loop = new Fakes.Loop();
    private final Fakes.FakeConsensus consensus = new Fakes.FakeConsensus("a", "b", "c");
    private final Fakes.FakePeers peers = new Fakes.FakePeers();
    private final Fakes.FakeProposer proposer = new Fakes.FakeProposer();
    private final GroupCommit writes =
            new GroupCommit(consensus, proposer, peers, loop, loop::after, loop::nanos, () -> 7);
    private final List<String> ended = new ArrayList<>();

    private static Operation operation(String name) {
        return new Operation() {
            @Override
            public byte[] encoded() {
                return name.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Reply apply(Keyspace keys) {
                throw new AssertionError("not applied here");
            }
        };
    }

    private void submit(String... names) {
        for (String name : names) {
            writes.submit(operation(name), outcome -> ended.add(name + " " + text(outcome)));
        }
    }

    private static String text(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? failed.failure().name()
                : ((Reply.Status) outcome.reply()).text();
    }

    private static PeerAnswer answered(String... replies) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String reply : replies) {
            outcomes.add(new Outcome.Done(new Reply.Status(reply), 1));
        }
        return new PeerAnswer.Answered(new PeerMessage.ForwardAnswer(outcomes));
    }

    private static List<String> names(PeerMessage.Request request) {
        return ((PeerMessage.Forward) request)
                .operations().stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList();
    }

    @Test
    void what_waits_leaves_together() {
        consensus.lead();
        submit("1", "2");
        loop.run();
        submit("3", "4", "5");
        loop.run();
        assertThat(proposer.proposed()).containsExactly(List.of("1", "2"));
        proposer.apply(0);
        loop.run();
        assertThat(ended).containsExactly("1 OK", "2 OK");
        assertThat(proposer.proposed()).containsExactly(List.of("1", "2"), List.of("3", "4", "5"));
    }

    @Test
    void clients_that_were_answered_leave_with_those_who_waited() {
        takes(Duration.ofMillis(2), "1", "2");
        submit("3", "4");
        loop.run();
        proposer.apply(0);
        loop.run();
        assertThat(proposer.proposed()).hasSize(1);
        submit("1 again");
        loop.run();
        assertThat(proposer.proposed()).hasSize(1);
        submit("2 again");
        loop.run();
        assertThat(proposer.proposed().get(1)).containsExactly("3", "4", "1 again", "2 again");
    }

    @Test
    void who_waits_gives_others_only_a_part_of_the_time_that_was_taken() {
        Duration taken = Duration.ofMillis(2);
        takes(taken, "1", "2");
        submit("3");
        loop.run();
        proposer.apply(0);
        loop.run();
        Duration moment = taken.dividedBy(WriteLimits.GATHERING_PART);
        loop.pass(moment.minusNanos(1));
        loop.run();
        assertThat(proposer.proposed()).hasSize(1);
        loop.pass(Duration.ofNanos(1));
        loop.run();
        assertThat(proposer.proposed()).containsExactly(List.of("1", "2"), List.of("3"));
    }

    @Test
    void after_a_slow_entry_nobody_waits_long_for_others() {
        takes(Duration.ofSeconds(1), "1", "2");
        submit("3");
        loop.run();
        proposer.apply(0);
        loop.run();
        loop.pass(WriteLimits.GATHERING_MAX);
        loop.run();
        assertThat(proposer.proposed()).hasSize(2);
    }

    @Test
    void a_client_alone_never_waits_for_others() {
        takes(Duration.ofMillis(2), "1");
        proposer.apply(0);
        loop.run();
        submit("1 again");
        loop.run();
        assertThat(proposer.proposed()).containsExactly(List.of("1"), List.of("1 again"));
    }

    @Test
    void in_a_group_of_one_nobody_waits_for_others() {
        consensus.members("a");
        takes(Duration.ofMillis(2), "1", "2");
        submit("3");
        proposer.apply(0);
        loop.run();
        assertThat(proposer.proposed()).containsExactly(List.of("1", "2"), List.of("3"));
    }

    /** The first entry, which is under way for so long. */
    private void takes(Duration time, String... names) {
        consensus.lead();
        submit(names);
        loop.run();
        loop.pass(time);
    }

    @Test
    void an_entry_takes_no_more_than_its_bytes() {
        consensus.lead();
        String half = "x".repeat(WriteLimits.ENTRY_BYTES_MAX / 2);
        submit(half, half, "small");
        loop.run();
        assertThat(proposer.proposed().get(0)).hasSize(2);
    }

    @Test
    void without_a_leader_nothing_is_proposed() {
        consensus.route(new Route.Nowhere(Failure.NO_LEADER));
        submit("1");
        loop.run();
        assertThat(ended).containsExactly("1 NO_LEADER");
    }

    @Test
    void an_entry_that_never_came_into_the_log_has_failed() {
        consensus.lead();
        submit("1");
        loop.run();
        proposer.fail(0, Failure.NO_LEADER);
        loop.run();
        assertThat(ended).containsExactly("1 NO_LEADER");
    }

    @Test
    void an_entry_that_may_be_in_the_log_is_unknown_after_its_deadline() {
        consensus.lead();
        submit("1");
        loop.run();
        proposer.append(0);
        loop.pass(WriteLimits.DEADLINE);
        writes.step(loop.nanos());
        loop.run();
        assertThat(ended).containsExactly("1 TIMEOUT");
        proposer.apply(0);
        loop.run();
        assertThat(ended).containsExactly("1 TIMEOUT");
    }

    @Test
    void an_entry_that_may_be_in_the_log_is_unknown_when_leadership_is_lost() {
        consensus.lead();
        submit("1");
        loop.run();
        proposer.append(0);
        proposer.fail(0, Failure.NO_LEADER);
        loop.run();
        assertThat(ended).containsExactly("1 TIMEOUT");
    }

    @Test
    void what_still_waits_at_its_deadline_has_failed() {
        consensus.lead();
        submit("1");
        loop.run();
        submit("2");
        loop.run();
        proposer.append(0);
        loop.pass(WriteLimits.DEADLINE);
        writes.step(loop.nanos());
        loop.run();
        assertThat(ended).containsExactly("2 OVERLOADED", "1 TIMEOUT");
        assertThat(proposer.proposed()).hasSize(1);
    }

    @Test
    void a_full_queue_refuses() {
        consensus.lead();
        submit("first");
        loop.run();
        for (int i = 0; i < WriteLimits.QUEUED_OPERATIONS_MAX; i++) {
            submit("x");
        }
        submit("late");
        assertThat(ended).containsExactly("late OVERLOADED");
    }

    @Test
    void a_follower_forwards_in_one_frame() {
        consensus.follow("b");
        submit("1", "2");
        loop.run();
        assertThat(peers.asked()).containsExactly("b");
        assertThat(names(peers.request(0))).containsExactly("1", "2");
        peers.answer(0, answered("OK", "OK"));
        assertThat(ended).containsExactly("1 OK", "2 OK");
    }

    @Test
    void a_forward_without_answer_is_unknown_and_not_sent_again() {
        consensus.follow("b");
        submit("1");
        loop.run();
        peers.answer(0, new PeerAnswer.Unanswered("silence"));
        loop.run();
        assertThat(ended).containsExactly("1 TIMEOUT");
        assertThat(peers.asked()).hasSize(1);
    }

    @Test
    void a_forward_that_was_not_proposed_is_tried_again_in_order() {
        consensus.follow("b");
        submit("1", "2");
        loop.run();
        submit("3");
        peers.answer(0, new PeerAnswer.Answered(new PeerMessage.Refusal(Failure.NO_LEADER)));
        loop.run();
        assertThat(ended).isEmpty();
        consensus.follow("c");
        loop.pass(WriteLimits.REFUSAL_PAUSE);
        writes.step(loop.nanos());
        loop.run();
        assertThat(peers.asked()).containsExactly("b", "c");
        assertThat(names(peers.request(1))).containsExactly("1", "2", "3");
    }

    @Test
    void refusals_have_an_end() {
        consensus.follow("b");
        submit("1");
        for (int i = 0; i <= WriteLimits.REFUSALS_MAX; i++) {
            loop.run();
            peers.answer(i, new PeerAnswer.NotSent("refused"));
            loop.pass(WriteLimits.REFUSAL_PAUSE);
            writes.step(loop.nanos());
        }
        assertThat(ended).containsExactly("1 NO_LEADER");
    }

    @Test
    void only_what_was_not_proposed_is_tried_again() {
        consensus.follow("b");
        submit("1", "2", "3");
        loop.run();
        peers.answer(
                0,
                new PeerAnswer.Answered(new PeerMessage.ForwardAnswer(List.of(
                        new Outcome.Done(Reply.OK, 1),
                        new Outcome.Failed(Failure.TIMEOUT),
                        new Outcome.Failed(Failure.NO_LEADER)))));
        assertThat(ended).containsExactly("1 OK", "2 TIMEOUT");
        loop.pass(WriteLimits.REFUSAL_PAUSE);
        writes.step(loop.nanos());
        loop.run();
        assertThat(names(peers.request(1))).containsExactly("3");
    }

    @Test
    void what_was_forwarded_here_goes_no_further() {
        consensus.follow("b");
        writes.submitForwarded(
                operation("theirs"), outcome -> ended.add("theirs " + text(outcome)));
        submit("ours");
        loop.run();
        assertThat(ended).containsExactly("theirs NO_LEADER");
        assertThat(names(peers.request(0))).containsExactly("ours");
    }

    @Test
    void a_forward_to_a_leader_of_the_past_holds_nobody_up() {
        consensus.follow("b");
        submit("1");
        loop.run();
        submit("2");
        consensus.follow("c");
        consensus.term++;
        writes.step(loop.nanos());
        loop.run();
        assertThat(peers.asked()).containsExactly("b", "c");
        assertThat(((PeerMessage.Forward) peers.request(1)).term()).isEqualTo(consensus.term);
        peers.answer(1, answered("OK"));
        peers.answer(0, new PeerAnswer.Answered(new PeerMessage.Refusal(Failure.NO_LEADER)));
        loop.pass(WriteLimits.REFUSAL_PAUSE);
        writes.step(loop.nanos());
        loop.run();
        assertThat(ended).containsExactly("2 OK", "1 NO_LEADER");
        assertThat(peers.asked()).hasSize(2);
    }

    @Test
    void stopping_tells_what_is_known() {
        consensus.lead();
        submit("1");
        loop.run();
        proposer.append(0);
        submit("2");
        writes.close();
        submit("3");
        loop.run();
        assertThat(ended).containsExactly("2 STOPPING", "3 STOPPING", "1 TIMEOUT");
    }
}
