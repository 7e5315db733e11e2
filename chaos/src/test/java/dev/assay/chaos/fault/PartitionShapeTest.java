package dev.assay.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
}
