package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class FollowersTest {

    @Test
    void of_those_who_were_heard_the_one_that_knows_most_is_nearest() {
        Followers followers = new Followers(Set.of("b", "c"), Map.of("b", 7L, "c", 9L, "d", 11L));
        assertThat(followers.nearest()).contains("c");
    }

    @Test
    void without_a_commit_index_it_is_further_than_any_other() {
        Followers followers = new Followers(Set.of("b", "c"), Map.of("b", 0L));
        assertThat(followers.nearest()).contains("b");
    }

    @Test
    void nobody_is_nearest_where_nobody_was_heard() {
        assertThat(new Followers(Set.of(), Map.of("b", 7L)).nearest()).isEmpty();
    }

    @Test
    void who_is_near_and_there_may_take_the_lead() {
        Followers followers = new Followers(Set.of("b", "c"), Map.of("b", 1_000L, "d", 2_000L));
        assertThat(followers.mayTake("b", 2_000)).isTrue();
        assertThat(followers.mayTake("b", 2_001)).isFalse();
        assertThat(followers.mayTake("c", 2_000)).as("nothing is known of it").isFalse();
        assertThat(followers.mayTake("d", 2_000)).as("not heard of").isFalse();
    }
}
