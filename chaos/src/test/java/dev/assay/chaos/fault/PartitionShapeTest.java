package dev.assay.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

class PartitionShapeTest {
    private static final List<String> THREE = List.of("n1", "n2", "n3");
    private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4", "n5");

    @ParameterizedTest(name = "{0} of leader n2 cuts {1}")
    @CsvSource({
        "LEADER_ISOLATED, 'n1->n2 n2->n1 n2->n3 n3->n2'",
        "LEADER_MUTE, 'n2->n1 n2->n3'",
        "LEADER_DEAF, 'n1->n2 n3->n2'"
    })
    void a_shape_cuts_exactly_these_links(PartitionShape shape, String expected) {
        Set<String> cuts = new TreeSet<>();
        shape.cuts(THREE, "n2", new SplittableRandom(1)).forEach(cut -> cuts.add(cut.toString()));
        assertThat(String.join(" ", cuts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void halves_leave_a_majority_whole_and_cut_a_minority_off(long seed) {
        Set<Cut> cuts = PartitionShape.HALVES.cuts(FIVE, "n1", new SplittableRandom(seed));
        // Two of five on one side: 2 x 3 links, each both ways.
        assertThat(cuts).hasSize(12);
        assertThat(cuts).allMatch(cut -> cuts.contains(new Cut(cut.to(), cut.from())));
    }

    @Test
    void halves_follow_the_seed() {
        Set<Cut> once = PartitionShape.HALVES.cuts(FIVE, "n1", new SplittableRandom(3));
        assertThat(PartitionShape.HALVES.cuts(FIVE, "n1", new SplittableRandom(3)))
                .isEqualTo(once);
        assertThat(List.of(4, 5, 6, 7))
                .anyMatch(seed -> !PartitionShape.HALVES
                        .cuts(FIVE, "n1", new SplittableRandom(seed))
                        .equals(once));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void in_a_majority_ring_each_sees_a_majority_and_no_two_the_same(long seed) {
        Set<Cut> cuts = PartitionShape.MAJORITY_RING.cuts(FIVE, "n1", new SplittableRandom(seed));
        Set<Set<String>> seen = new HashSet<>();
        for (String node : FIVE) {
            Set<String> sees = new TreeSet<>();
            FIVE.stream().filter(other -> !cuts.contains(new Cut(node, other))).forEach(sees::add);
            assertThat(sees).hasSize(3).contains(node);
            seen.add(sees);
        }
        assertThat(seen).hasSize(5);
        assertThat(cuts).allMatch(cut -> cuts.contains(new Cut(cut.to(), cut.from())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void over_a_bridge_one_node_sees_all_and_nobody_else_does(long seed) {
        for (List<String> nodes : List.of(THREE, FIVE)) {
            Set<Cut> cuts = PartitionShape.BRIDGE.cuts(nodes, "n1", new SplittableRandom(seed));
            assertThat(nodes.stream()
                            .filter(node ->
                                    cuts.stream().noneMatch(cut -> cut.from().equals(node))))
                    .hasSize(1);
        }
    }

    @Test
    void a_node_drawn_by_chance_is_isolated_both_ways() {
        Set<Cut> cuts = PartitionShape.RANDOM_ISOLATED.cuts(THREE, "n1", new SplittableRandom(4));
        assertThat(cuts).hasSize(4);
        assertThat(THREE.stream()
                        .filter(node -> cuts.stream()
                                .allMatch(cut ->
                                        cut.from().equals(node) || cut.to().equals(node))))
                .hasSize(1);
    }
}
