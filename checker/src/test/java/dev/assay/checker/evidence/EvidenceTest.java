package dev.assay.checker.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.Drawing;
import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invalid histories in; what is blamed, what is left, and what is said of it. */
class EvidenceTest {

    private static final Limit LIMIT = Limit.ofBytes(1 << 24);

    static Stream<Arguments> counterexamples() {
        return Stream.of(
                argumentSet(
                        "a stale read",
                        "register",
                        """
                        write 1       |-|
                        write 2           |-|
                        read = 2              |-|
                        read = 1                  |-|
                        read = 1                      |-|
                        write 3                           |-|
                        """,
                        "write 2, read = 1",
                        "read by process 3 at event 28 returned 1,"
                                + " but 2 had been acknowledged to process 1 at event 20"
                                + " and nothing wrote 1 after"),
                argumentSet(
                        "new, then old",
                        "register",
                        """
                        write 1    |-|
                        write 2        |-------------|
                        read = 2         |-|
                        read = 1             |-|
                        """,
                        "write 1, write 2, read = 2, read = 1",
                        "read by process 3 at event 23 returned 1,"
                                + " but read by process 2 had returned 2 at event 19"
                                + " and nothing wrote 1 after"),
                argumentSet(
                        "nobody wrote it",
                        "register",
                        """
                        write 1    |-|
                        read = 7       |-|
                        """,
                        "read = 7",
                        "read by process 1 at event 17 returned 7, but nothing ever wrote 7"),
                argumentSet(
                        "seen before it was written",
                        "register",
                        """
                        read = 7   |-|
                        write 7        |-|
                        """,
                        "read = 7",
                        "read by process 0 at event 13 returned 7, but 7 was not written before"
                                + " write 7 by process 1 at event 17 was acknowledged"),
                argumentSet(
                        "a lost write",
                        "register",
                        """
                        write 1    |-|
                        read = nil     |-|
                        """,
                        "write 1, read = nothing",
                        "read by process 1 at event 17 returned nothing, but 1 had been acknowledged"
                                + " to process 0 at event 13 and nothing removed that after"),
                argumentSet(
                        "the writer of a value that was read stays",
                        "register",
                        """
                        write 4    |-|
                        write 1        |-|
                        read = 1           |-|
                        write 2                |-|
                        write 4                    |-|
                        read = 2                       |-|
                        """,
                        "write 4, read = 2",
                        "read by process 5 at event 33 returned 2, but 4 had been acknowledged to"
                                + " process 4 at event 29 and nothing wrote 2 after"),
                argumentSet(
                        "a refusal that saw nothing else",
                        "cas-register",
                        """
                        write 2     |-|
                        write 1         |-|
                        cas 1 3             |-x
                        """,
                        "write 1, cas 1 -> 3",
                        "cas 1 -> 3 by process 2 at event 22 was refused: cas-mismatch, but 1 had"
                                + " been acknowledged to process 1 at event 18"
                                + " and nothing wrote another value after"),
                argumentSet(
                        "two cas from one value",
                        "cas-register",
                        """
                        write 1    |-|
                        cas 1 2        |-----|
                        cas 1 3        |-----|
                        """,
                        "write 1, cas 1 -> 2, cas 1 -> 3",
                        "cas 1 -> 3 by process 2 at event 21 was acknowledged, but no order of"
                                + " these 3 operations that keeps real time allows it"),
                argumentSet(
                        "a lost append",
                        "string-append",
                        """
                        append a    |-|
                        append b        |-|
                        get = ab            |-|
                        append c                |-|
                        get = ab                    |-|
                        """,
                        "append a, append b, append c, get = ab",
                        "get by process 4 at event 30 returned ab, but in whichever order the"
                                + " others took effect, the state was then abc"));
    }

    @ParameterizedTest
    @MethodSource("counterexamples")
    void shows(String model, String drawing, String failing, String explanation) {
        List<Operation> operations = Drawing.operations(drawing);

        Counterexample evidence = Evidence.of(null, operations, Models.of(model), LIMIT);

        assertThat(evidence.explanation()).isEqualTo(explanation);
        assertThat(evidence.failing().stream()
                        .map(Wording::label)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(failing);
        assertThat(evidence.failing()).contains(evidence.offending());
        assertThat(decide(evidence.failing(), Models.of(model)))
                .isInstanceOf(Decision.NotLinearizable.class);
        requireMinimal(evidence, Part.telling(operations, Models.of(model)), Models.of(model));
    }

    /** Without any one of them the rest is legal, or fails only since a value has no source. */
    private static <S, A> void requireMinimal(
            Counterexample evidence, List<Operation> telling, Model<S, A> model) {
        for (Operation without : evidence.failing()) {
            if (without.equals(evidence.offending())) {
                continue;
            }
            List<Operation> rest = evidence.failing().stream()
                    .filter(operation -> !operation.equals(without))
                    .toList();
            BitSet kept = new BitSet();
            rest.forEach(operation -> kept.set(telling.indexOf(operation)));
            assertThat(decide(rest, model) instanceof Decision.NotLinearizable
                            && new Causes<>(telling, model, LIMIT).isComplete(kept))
                    .as("fails without %s too", without)
                    .isFalse();
        }
    }

    @Test
    void theLongestPrefixEndsBeforeTheOffendingOperation() {
        List<Operation> operations = Drawing.operations("""
                write 1    |-|
                read = 1       |-|
                read = nil         |-|
                """);

        Counterexample evidence = Evidence.of("x", operations, Models.of("register"), LIMIT);

        assertThat(evidence.longestPrefix()).isEqualTo(operations.subList(0, 2));
        assertThat(evidence.offending()).isEqualTo(operations.get(2));
    }

    @Test
    void eachLongestLegalOrderSaysWhereItGetsStuck() {
        List<Operation> operations = Drawing.operations("""
                write 1    |-|
                cas 1 2        |-----|
                cas 1 3        |-----|
                """);

        Counterexample evidence = Evidence.of(null, operations, Models.of("cas-register"), LIMIT);

        Operation write = operations.get(0);
        Operation two = operations.get(1);
        Operation three = operations.get(2);
        assertThat(evidence.deadEnds())
                .containsExactly(
                        new DeadEnd(List.of(write, two), "2", List.of(three)),
                        new DeadEnd(List.of(write, three), "3", List.of(two)));
        assertThat(CounterexampleText.of(evidence)).endsWith("""
                  legal so far: write 1 (p0), cas 1 -> 2 (p1); then the state is 2 and forbids cas\
                 1 -> 3 (p2)
                  legal so far: write 1 (p0), cas 1 -> 3 (p2); then the state is 3 and forbids cas\
                 1 -> 2 (p1)
                """);
    }

    @Test
    void theTextDrawsTheFailingPart() {
        List<Operation> operations = Drawing.operations("""
                write 1    |-|
                read = 1       |-|
                write 2           |----?
                read = nil         |-|
                """);

        Counterexample evidence = Evidence.of("x", operations, Models.of("register"), LIMIT);

        assertThat(CounterexampleText.of(evidence)).isEqualTo("""
                key x: read by process 3 at event 21 returned nothing, but 1 had been acknowledged\
                 to process 0 at event 13 and nothing removed that after
                  p0  write 1         |---|           event 11 .. event 13
                  p3  read = nothing        |---|     event 19 .. event 21  <- cannot be placed
                """);
    }

    @Test
    void noTimeGivesTheWholePart() {
        List<Operation> operations = Drawing.operations("""
                write 1    |-|
                read = 1       |-|
                read = nil         |-|
                """);
        Limit none = new Limit() {
            @Override
            public boolean exhausted() {
                return true;
            }

            @Override
            public long bytes() {
                return 1 << 20;
            }
        };

        Counterexample evidence = Evidence.of(null, operations, Models.of("register"), none);

        assertThat(evidence.failing()).isEqualTo(operations);
    }

    private static <S, A> Decision decide(List<Operation> operations, Model<S, A> model) {
        return Engines.AUTO.decide(operations, model, LIMIT);
    }
}
