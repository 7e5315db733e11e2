package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VoteGuardTest {

    private long nanos = Long.MAX_VALUE - 1_000;
    private final VoteGuard guard = new VoteGuard(() -> nanos);

    private void promiseIsOver() {
        nanos += VoteGuard.PROMISE.toNanos();
    }

    @Test
    void a_node_that_has_just_started_may_have_promised_before() {
        assertThat(guard.mayStand()).isFalse();
        assertThat(guard.beginVote()).isFalse();
        promiseIsOver();
        assertThat(guard.mayStand()).isTrue();
        assertThat(guard.beginVote()).isTrue();
    }

    @Test
    void a_promise_lasts_to_its_last_nanosecond() {
        promiseIsOver();
        assertThat(guard.promise()).isTrue();
        nanos += VoteGuard.PROMISE.toNanos() - 1;
        assertThat(guard.mayStand()).isFalse();
        assertThat(guard.beginVote()).isFalse();
        nanos++;
        assertThat(guard.beginVote()).isTrue();
    }

    @Test
    void a_later_promise_goes_on_longer() {
        guard.promise();
        nanos += VoteGuard.PROMISE.toNanos() / 2;
        guard.promise();
        nanos += VoteGuard.PROMISE.toNanos() / 2;
        assertThat(guard.mayStand()).isFalse();
    }

    @Test
    void while_a_vote_is_given_nothing_is_promised() {
        promiseIsOver();
        assertThat(guard.beginVote()).isTrue();
        assertThat(guard.promise()).isFalse();
        assertThat(guard.mayStand()).isTrue();
        guard.endVote();
        assertThat(guard.promise()).isTrue();
    }
}
