package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

class MemoTest {

    private static final int KEYS = 20_000;
    private static final long BYTES = 1 << 20;

    /** Few values for each word, so that many keys differ in one word only; the last is never 0. */
    private static long[] key(Random random, int words) {
        long[] key = new long[words];
        for (int word = 0; word < words; word++) {
            key[word] = random.nextInt(1 << 15 / words + 1);
        }
        key[words - 1] += 1;
        return key;
    }

    private static List<Long> asList(long[] key) {
        return LongStream.of(key).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void holdsWhatASetHolds(int words) {
        Memo memo = new Memo(words, Long.MAX_VALUE);
        Set<List<Long>> set = new HashSet<>();
        Random random = new Random(words);
        for (int i = 0; i < KEYS; i++) {
            long[] key = key(random, words);
            assertThat(memo.hasRoom(key)).isTrue();
            assertThat(memo.add(key)).as("key %d", i).isEqualTo(set.add(asList(key)));
        }
        for (List<Long> key : set) {
            long[] again = key.stream().mapToLong(Long::longValue).toArray();
            memo.hasRoom(again);
            assertThat(memo.add(again)).isFalse();
        }
        assertThat(set.size()).isBetween(KEYS / 10, KEYS - 1);
    }

    /** At least a quarter of each part is free, and a part doubles. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void saysHowManyBytesItHolds(int words) {
        Memo memo = new Memo(words, Long.MAX_VALUE);
        long keyBytes = (long) words * Long.BYTES;
        assertThat(memo.bytes()).isEqualTo(256 * keyBytes);
        for (int i = 1; i <= KEYS; i++) {
            long[] key = new long[words];
            key[words - 1] = i;
            memo.hasRoom(key);
            memo.add(key);
            if (i % 1_000 == 0) {
                assertThat(memo.bytes())
                        .as("%d keys", i)
                        .isBetween(i * keyBytes * 4 / 3, i * keyBytes * 3);
            }
        }
    }

    /** It needs room for one part twice, not for all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fillsTheBytesThatItMayHoldAndNoMore(int words) {
        Memo memo = new Memo(words, BYTES);
        long[] key = new long[words];
        int added = 0;
        key[words - 1] = 1;
        while (memo.hasRoom(key) && added < BYTES) {
            assertThat(memo.add(key)).isTrue();
            key[words - 1] = ++added + 1;
        }
        assertThat(memo.bytes()).isBetween(BYTES * 8 / 10, BYTES);
        assertThat(added * (long) words * Long.BYTES).isBetween(BYTES / 3, BYTES * 3 / 4);
    }
}
