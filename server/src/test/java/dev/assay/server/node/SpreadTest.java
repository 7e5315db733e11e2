package dev.assay.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A row is who leads the groups ("-" for nobody), who looks, who may lead, and what it does. */
class SpreadTest {

    private static final List<String> MEMBERS = List.of("a", "b", "c");

    @ParameterizedTest
    @CsvSource({
        // From one that leads all, to the first that leads none.
        "a a a a, a, abc, 0 b",
        "b a a a, a, abc, 1 c",
        "b c a a, a, abc, none",
        // A difference of one stays, wherever it is.
        "a b b c, b, abc, none",
        // Only who leads most moves anything.
        "a a a b, b, abc, none",
        "a a b b, a, abc, 0 c",
        "a a b b, b, abc, none",
        // Past one that is not fit, to the next.
        "a a a a, a, ac, 0 c",
        "a a a a, a, a, none",
        // While a group is without a leader, or has one that is no member, nothing moves.
        "a a a -, a, abc, none",
        "a a a x, a, abc, none",
    })
    void moves(String leaders, String self, String fit, String expected) {
        List<@Nullable String> led = new ArrayList<>();
        for (String leader : leaders.split(" ")) {
            led.add(leader.equals("-") ? null : leader);
        }
        Optional<Spread.Move> move =
                new Spread(led, MEMBERS).next(self, (group, id) -> fit.contains(id));
        assertThat(move.map(at -> at.group() + " " + at.to()).orElse("none")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "4, 3", "16, 3", "7, 5"})
    void comes_to_rest_with_even_shares(int groups, int size) {
        List<String> members = List.of("a", "b", "c", "d", "e").subList(0, size);
        String[] leaders = new String[groups];
        Arrays.fill(leaders, "a");
        for (int moves = 0; moves < groups; moves++) {
            for (String self : members) {
                new Spread(Arrays.asList(leaders.clone()), members)
                        .next(self, (group, id) -> true)
                        .ifPresent(move -> leaders[move.group()] = move.to());
            }
        }
        for (String member : members) {
            long led = Arrays.stream(leaders).filter(member::equals).count();
            assertThat(led).isBetween((long) groups / size, (long) (groups + size - 1) / size);
        }
    }
}
