package dev.assay.checker.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.Drawing;
import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.Counterexample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
                        "get by process 4 at event 30 returned ab, but no order of these 4"
                                + " operations that keeps real time allows it"));
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
        return Engine.decide(operations, model, LIMIT);
    }
}
