package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

class ConfigurationsTest {

    private static final int KEYS = 300_000;

    /** Few values for each word, so that many differ in one only; the state is the last word. */
    private static long[] key(Random random, int bitWords, int path) {
        int values = (int) Math.pow(KEYS, 1.0 / (bitWords + 1)) + 1;
        long[] key = new long[bitWords + 1];
        for (int word = 0; word < bitWords; word++) {
            key[word] = (long) random.nextInt(values) << 40;
        }
        key[bitWords] = Configurations.lastWord(random.nextInt(values), path);
        return key;
    }

    private static List<Long> asList(long[] key) {
        long[] words = key.clone();
        words[key.length - 1] = (int) words[key.length - 1];
        return LongStream.of(words).boxed().toList();
    }

    /** Twice, with {@code clear} between: the index has one part, many parts, and one again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void holdsWhatAMapHoldsInTheOrderOfAdding(int bitWords) {
        Configurations configurations = new Configurations(bitWords);
        long empty = configurations.bytes();
        for (int count : new int[] {100, KEYS, 100, KEYS / 10}) {
            Map<List<Long>, Integer> map = new HashMap<>();
            Random random = new Random(bitWords);
            for (int i = 0; i < count; i++) {
                long[] key = key(random, bitWords, i - 1);
                boolean isNew = map.putIfAbsent(asList(key), map.size()) == null;
                assertThat(configurations.add(key)).as("key %d", i).isEqualTo(isNew);
                if (isNew) {
                    int number = configurations.size() - 1;
                    assertThat(configurations.path(number)).isEqualTo(i - 1);
                    assertThat(configurations.has(number, 40)).isEqualTo((key[0] >> 40 & 1) != 0);
                    configurations.setPath(number, number * 2);
                }
            }
            assertThat(configurations.size()).isEqualTo(map.size());
            long[] key = configurations.newKey();
            for (Map.Entry<List<Long>, Integer> entry : map.entrySet()) {
                int number = entry.getValue();
                configurations.copy(number, key);
                assertThat(asList(key)).isEqualTo(entry.getKey());
                assertThat(configurations.path(number)).isEqualTo(number * 2);
                assertThat((long) configurations.state(number))
                        .isEqualTo(entry.getKey().get(bitWords));
            }
            configurations.clear();
            assertThat(configurations.size()).isZero();
            assertThat(configurations.bytes()).isBetween(empty, 5_000_000L);
        }
    }

    /** A row of its words, and two to four places of an index; the last chunk may be empty. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void saysHowManyBytesItHolds(int bitWords) {
        Configurations configurations = new Configurations(bitWords);
        long rowBytes = (bitWords + 1L) * Long.BYTES;
        long chunk = rowBytes << 17;
        long[] key = configurations.newKey();
        for (int i = 1; i <= KEYS; i++) {
            key[0] = i;
            configurations.add(key);
            if (i % 10_000 == 0) {
                assertThat(configurations.bytes())
                        .as("%d", i)
                        .isBetween(
                                i * (rowBytes + 2L * Integer.BYTES),
                                i * (rowBytes + 5L * Integer.BYTES) + chunk);
            }
        }
    }
}
