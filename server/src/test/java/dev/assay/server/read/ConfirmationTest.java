package dev.assay.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Member;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class ConfirmationTest {

    private static final long TERM = 5;

    private static List<Member> members(String... ids) {
        return Stream.of(ids)
                .map(id -> new Member(
                        id, new HostPort(id, 1), new HostPort(id, 2), new HostPort(id, 3)))
                .toList();
    }

    private static Confirmation among(String... ids) {
        return new Confirmation(TERM, new Configuration(members(ids), List.of()));
    }

    @Test
    void one_member_confirms_itself() {
        Confirmation round = among("a");
        round.answered("a", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.CONFIRMED);
    }

    @Test
    void three_members_need_two() {
        Confirmation round = among("a", "b", "c");
        round.answered("a", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
        round.answered("b", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.CONFIRMED);
    }

    @Test
    void the_same_answer_twice_counts_once() {
        Confirmation round = among("a", "b", "c");
        round.answered("a", TERM);
        round.answered("a", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
    }

    @Test
    void four_members_need_three() {
        Confirmation round = among("a", "b", "c", "d");
        round.answered("a", TERM);
        round.answered("b", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
        round.answered("c", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.CONFIRMED);
    }

    @Test
    void a_higher_term_anywhere_ends_it() {
        Confirmation round = among("a", "b", "c");
        round.answered("a", TERM);
        round.answered("c", TERM + 1);
        round.answered("b", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.FAILED);
    }

    @Test
    void an_own_higher_term_ends_it_though_the_others_agree() {
        Confirmation round = among("a", "b", "c");
        round.answered("b", TERM);
        round.answered("c", TERM);
        round.answered("a", TERM + 1);
        assertThat(round.state()).isEqualTo(Confirmation.State.FAILED);
    }

    @Test
    void a_lower_term_is_no_agreement() {
        Confirmation round = among("a", "b", "c");
        round.answered("a", TERM);
        round.answered("b", TERM - 1);
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
    }

    @Test
    void it_fails_as_soon_as_no_majority_is_left() {
        Confirmation round = among("a", "b", "c");
        round.answered("a", TERM);
        round.silent("b");
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
        round.silent("c");
        assertThat(round.state()).isEqualTo(Confirmation.State.FAILED);
    }

    @Test
    void while_members_change_both_sets_need_a_majority() {
        Confirmation round = new Confirmation(
                TERM, new Configuration(members("a", "d", "e"), members("a", "b", "c")));
        round.answered("a", TERM);
        round.answered("d", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
        round.answered("b", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.CONFIRMED);
    }

    @Test
    void while_members_change_losing_one_set_is_losing_all() {
        Confirmation round = new Confirmation(
                TERM, new Configuration(members("a", "d", "e"), members("a", "b", "c")));
        round.answered("a", TERM);
        round.answered("d", TERM);
        round.answered("e", TERM);
        round.silent("b");
        round.silent("c");
        assertThat(round.state()).isEqualTo(Confirmation.State.FAILED);
    }

    @Test
    void who_is_no_member_has_no_vote() {
        Confirmation round = among("a", "b", "c");
        round.answered("a", TERM);
        round.answered("x", TERM);
        assertThat(round.state()).isEqualTo(Confirmation.State.OPEN);
    }
}
