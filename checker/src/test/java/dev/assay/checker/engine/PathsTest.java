package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class PathsTest {

    private static final Limit NO_LIMIT = Limit.ofBytes(Long.MAX_VALUE);
    private static final Limit OVER = new Limit() {
        @Override
        public boolean exhausted() {
            return true;
        }

        @Override
        public long bytes() {
            return Long.MAX_VALUE;
        }
    };

    /** A tree of a long stem and many branches, some of which are of living configurations. */
    @Test
    void collectKeepsTheOrdersOfTheLivingAndNothingElse() {
        Random random = new Random(1);
        Paths paths = new Paths();
        List<Integer> nodes = new ArrayList<>(List.of(Paths.NONE));
        List<List<Integer>> orders = new ArrayList<>(List.of(List.of()));
        for (int op = 0; !paths.shouldCollect(); op++) {
            int parent = random.nextInt(4) == 0
                    ? random.nextInt(nodes.size())
                    : Math.max(0, nodes.size() - 1 - random.nextInt(50));
            if (orders.get(parent).size() > 40) {
                parent = random.nextInt(10);
            }
            List<Integer> order = new ArrayList<>(orders.get(parent));
            order.add(op);
            nodes.add(paths.add(nodes.get(parent), op));
            orders.add(order);
        }
        Configurations living = new Configurations(1);
        List<List<Integer>> kept = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i += 1 + random.nextInt(5)) {
            living.add(new long[] {i, Configurations.lastWord(0, nodes.get(i))});
            kept.add(orders.get(i));
        }
        int before = paths.size();
        long bytesBefore = paths.bytes();

        paths.collect(living, NO_LIMIT);

        for (int i = 0; i < kept.size(); i++) {
            assertThat(paths.order(living.path(i)))
                    .containsExactly(
                            kept.get(i).stream().mapToInt(Integer::intValue).toArray());
            assertThat(living.state(i)).isZero();
        }
        long live = kept.stream().flatMap(List::stream).distinct().count();
        assertThat(paths.size()).isEqualTo((int) live).isLessThan(before);
        assertThat(paths.bytes()).isLessThanOrEqualTo(bytesBefore);
        assertThat(paths.shouldCollect()).isFalse();
        assertThat(paths.order(paths.add(living.path(1), 7))).endsWith(7);
    }

    @Test
    void collectStopsWhenTheLimitSaysSo() {
        Configurations living = new Configurations(1);
        living.add(new long[] {0, Configurations.lastWord(0, Paths.NONE)});
        assertThatThrownBy(() -> new Paths().collect(living, OVER)).isInstanceOf(Exhausted.class);
    }
}
