package dev.assay.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.client.Request;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class RegisterGeneratorTest {
    private static final RegisterMix MIX = new RegisterMix(3, 40, 30);

    @Test
    void the_same_seed_asks_the_same() {
        assertThat(requests(7, 1_000)).isEqualTo(requests(7, 1_000));
        assertThat(requests(7, 1_000)).isNotEqualTo(requests(8, 1_000));
    }

    @Test
    void no_value_is_written_twice_by_any_client() {
        Set<Long> values = new HashSet<>();
        for (int client = 0; client < 5; client++) {
            RegisterGenerator generator =
                    new RegisterGenerator(MIX, client, "r", new SplittableRandom(client));
            for (int i = 0; i < 1_000; i++) {
                Request request = generator.next();
                if (request instanceof Request.Write write) {
                    assertThat(values.add(write.value())).isTrue();
                } else if (request instanceof Request.Cas cas) {
                    assertThat(values.add(cas.to())).isTrue();
                }
            }
        }
    }

    @Test
    void a_cas_expects_what_the_client_saw_last_and_comes_only_after_it_saw_something() {
        RegisterGenerator generator =
                new RegisterGenerator(new RegisterMix(1, 0, 100), 0, "r", new SplittableRandom(1));
        assertThat(generator.next()).isInstanceOf(Request.Write.class);
        generator.learned(new Request.Read("r0"), 77L);
        assertThat(((Request.Cas) generator.next()).from()).isEqualTo(77);
    }

    @Test
    void a_mix_of_more_than_everything_is_refused() {
        assertThatThrownBy(() -> new RegisterMix(1, 60, 50)).hasMessageContaining("at most 100");
    }

    private static List<Request> requests(long seed, int count) {
        RegisterGenerator generator =
                new RegisterGenerator(MIX, 0, "r", new SplittableRandom(seed));
        return Stream.generate(generator::next).limit(count).toList();
    }
}
