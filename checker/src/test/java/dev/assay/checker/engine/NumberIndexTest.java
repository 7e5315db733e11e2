package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class NumberIndexTest {

    private static List<Integer> numbers(NumberIndex index, long hash) {
        List<Integer> found = new ArrayList<>();
        for (int n = index.first(hash); n != NumberIndex.NONE; n = index.next()) {
            found.add(n);
        }
        return found;
    }

    /** Few hashes are those of a poor hash function: parts are then full at very different times. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 100_000})
    void findsAllNumbersOfAHash(int hashes) {
        NumberIndex index = new NumberIndex();
        for (int count : new int[] {20, hashes == 1 ? 6_000 : 20_000, 20}) {
            Map<Long, List<Integer>> expected = new HashMap<>();
            for (int number = 0; number < count; number++) {
                long hash = NumberIndex.mix(0, number * 31L % hashes);
                assertThat(numbers(index, hash))
                        .hasSize(expected.getOrDefault(hash, List.of()).size());
                index.add(number);
                expected.computeIfAbsent(hash, fresh -> new ArrayList<>()).add(number);
            }
            expected.forEach((hash, numbers) ->
                    assertThat(numbers(index, hash)).containsExactlyInAnyOrderElementsOf(numbers));
            assertThat(numbers(index, NumberIndex.mix(0, -1))).isEmpty();
            assertThat(index.bytes()).isBetween(count * 8L * 4 / 3, 64 * 32 * 8L + count * 8L * 6);
            index.clear();
            assertThat(index.bytes()).isLessThanOrEqualTo(256 * 8L);
        }
    }
}
