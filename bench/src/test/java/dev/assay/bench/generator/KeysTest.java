package dev.assay.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

class KeysTest {
    private static final int DRAWS = 200_000;

    private static long[] histogram(Keys keys) {
        Keys.Chooser chooser = keys.chooser(new SplittableRandom(5));
        long[] counts = new long[(int) keys.count()];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) chooser.next()]++;
        }
        return counts;
    }

    @Test
    void uniform_keys_come_equally_often() {
        assertThat(Arrays.stream(histogram(Keys.parse("uniform:10"))))
                .allSatisfy(count -> assertThat(count).isBetween(19_000L, 21_000L));
    }

    @Test
    void a_hot_key_takes_its_share() {
        assertThat(histogram(Keys.parse("hot:1000:50"))[0]).isBetween(98_000L, 102_000L);
    }

    @Test
    void sequential_keys_come_in_turn() {
        Keys.Chooser chooser = Keys.parse("sequential:3").chooser(new SplittableRandom(1));
        assertThat(new long[] {chooser.next(), chooser.next(), chooser.next(), chooser.next()})
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void zipfian_ranks_follow_their_law() {
        Keys.Ranks ranks = Keys.Ranks.of(1000, 0.99);
        SplittableRandom random = new SplittableRandom(7);
        long[] counts = new long[1000];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) ranks.draw(random)]++;
        }
        double zeta = 0;
        for (int i = 1; i <= 1000; i++) {
            zeta += Math.pow(i, -0.99);
        }
        assertThat(counts[0] / (double) DRAWS).isCloseTo(1 / zeta, within(0.005));
        assertThat(counts[1] / (double) DRAWS).isCloseTo(Math.pow(2, -0.99) / zeta, within(0.005));
        long tail = Arrays.stream(counts, 500, 1000).sum();
        assertThat(tail / (double) DRAWS).isBetween(0.06, 0.12);
    }

    @Test
    void zipfian_keys_are_scattered_and_few_are_hot() {
        long[] counts = histogram(Keys.parse("zipfian:1000"));
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        assertThat(sorted[999]).isGreaterThan(DRAWS / 10);
        assertThat(counts[0]).isLessThan(sorted[999]);
    }

    @Test
    void the_latest_keys_are_asked_for_most() {
        AtomicLong inserted = new AtomicLong(1000);
        Keys.Chooser chooser = new Keys.Latest(1000, inserted).chooser(new SplittableRandom(1));
        long recent = 0;
        for (int i = 0; i < 10_000; i++) {
            recent += chooser.next() >= 900 ? 1 : 0;
        }
        assertThat(recent).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "uniform", "uniform:0", "zipfian:10:1", "hot:10", "hot:10:101", "x:1"})
    void bad_keys_are_refused(String text) {
        assertThatThrownBy(() -> Keys.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizes_are_drawn_as_asked() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(Sizes.parse("100").draw(random)).isEqualTo(100);
        Map<Integer, Integer> counts = new TreeMap<>();
        Sizes weighted = Sizes.parse("10=90,1000=10");
        Sizes uniform = Sizes.parse("5..7");
        for (int i = 0; i < 10_000; i++) {
            counts.merge(weighted.draw(random), 1, Integer::sum);
            assertThat(uniform.draw(random)).isBetween(5, 7);
        }
        assertThat(counts.get(10)).isBetween(8_800, 9_200);
        assertThat(counts.keySet()).containsExactly(10, 1000);
        assertThatThrownBy(() -> Sizes.parse("7..5")).hasMessageContaining("smaller one first");
        assertThatThrownBy(() -> Sizes.parse("a")).hasMessageContaining("expected BYTES");
    }

    @Test
    void a_template_fills_in_twelve_digits_or_leaves_the_mark() {
        Command set = Command.of(0, ascii("SET"), ascii("key:__rand_int__"), ascii("v"));
        assertThat(text(Template.fixed("SET", set).next())).isEqualTo("SET key:__rand_int__ v");
        Template random = Template.random(
                "SET", set, new Keys.Sequential(20, new AtomicLong(17)), new SplittableRandom(1));
        assertThat(text(random.next())).isEqualTo("SET key:000000000017 v");
        assertThat(text(random.next())).isEqualTo("SET key:000000000018 v");
    }

    @Test
    void a_mix_has_its_shares() {
        Workload mix = Workload.parse("a");
        CommandSource source = mix.source(
                new Keys.Uniform(10),
                new Sizes.Fixed(3),
                new AtomicLong(10),
                new SplittableRandom(1));
        int reads = 0;
        for (int i = 0; i < 10_000; i++) {
            Command command = source.next();
            reads += source.kinds().get(command.kind()).equals("READ") ? 1 : 0;
        }
        assertThat(reads).isBetween(4_800, 5_200);
        assertThat(Workload.parse("80:20").readPercent()).isEqualTo(80);
        assertThatThrownBy(() -> Workload.parse("80:30")).hasMessageContaining("expected 100");
        assertThatThrownBy(() -> Workload.parse("g")).hasMessageContaining("ycsb-f");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Command command) {
        StringBuilder text = new StringBuilder();
        for (byte[] word : command.words()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(new String(word, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }
}
