package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

/** The tree against two arrays that are gone through. */
class RangeTreeTest {

    private static final int KINDS = 2;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 13, 16, 17})
    void findsWhatALoopFinds(int size) {
        Random random = new Random(size);
        int[][] numbers = new int[KINDS][size];
        RangeTree tree = new RangeTree(KINDS, size);
        for (int kind = 0; kind < KINDS; kind++) {
            Arrays.fill(numbers[kind], RangeTree.NONE);
            for (int position = 0; position < size; position++) {
                if (random.nextInt(4) > 0) {
                    numbers[kind][position] = random.nextInt(10) - 5;
                    tree.put(kind, position, numbers[kind][position]);
                }
            }
        }
        tree.build();
        for (int gone = 0; gone <= size; gone++) {
            compare(tree, numbers, size);
            int position = random.nextInt(size);
            tree.remove(position);
            numbers[0][position] = RangeTree.NONE;
            numbers[1][position] = RangeTree.NONE;
        }
    }

    private static void compare(RangeTree tree, int[][] numbers, int size) {
        for (int kind = 0; kind < KINDS; kind++) {
            for (int from = 0; from <= size; from++) {
                for (int to = from; to <= size; to++) {
                    int[] range = Arrays.copyOfRange(numbers[kind], from, to);
                    int largest = Arrays.stream(range).max().orElse(RangeTree.NONE);
                    assertThat(tree.largest(kind, from, to)).isEqualTo(largest);
                    for (int number = -6; number < 6; number++) {
                        assertThat(tree.firstLarger(kind, from, to, number))
                                .isEqualTo(firstLarger(range, from, number));
                    }
                }
            }
        }
    }

    private static int firstLarger(int[] range, int from, int number) {
        for (int i = 0; i < range.length; i++) {
            if (range[i] > number) {
                return from + i;
            }
        }
        return -1;
    }
}
