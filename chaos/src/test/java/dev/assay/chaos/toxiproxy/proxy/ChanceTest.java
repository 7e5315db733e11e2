package dev.assay.chaos.toxiproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/** One seed, and a draw of its own for every place. */
class ChanceTest {

    private static float draw(long seed, String name, long number) {
        return new Chance(seed).of(name).of(number).of("t").of(0).generator().nextFloat();
    }

    @Test
    void the_same_place_always_draws_the_same() {
        assertThat(draw(5, "p", 3)).isEqualTo(draw(5, "p", 3));
    }

    @Test
    void other_places_and_other_seeds_draw_otherwise() {
        Set<Float> draws = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (String name : new String[] {"a", "b", "ab", "ba", ""}) {
                for (int number = 0; number < 20; number++) {
                    draws.add(draw(seed, name, number));
                }
            }
        }
        assertThat(draws).as("of 1000 draws").hasSizeGreaterThan(995);
    }

    @Test
    void draws_over_connections_are_even() {
        int below = 0;
        for (int connection = 0; connection < 10_000; connection++) {
            below += draw(1, "p", connection) < 0.3f ? 1 : 0;
        }
        assertThat(below).isBetween(2_800, 3_200);
    }
}
