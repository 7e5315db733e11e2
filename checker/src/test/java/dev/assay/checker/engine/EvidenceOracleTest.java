package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.evidence.Evidence;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is left of an invalid history is not linearizable either, and stays so whatever is added
 * to it of what was left out: the counterexample does not live on something that is missing.
 */
class EvidenceOracleTest {

    private static final int HISTORIES =
            Math.min(Integer.getInteger("assay.histories", 1_000), 2_000);
    private static final int OPERATIONS_MAX = 7;
    private static final int ADDITIONS = 4;

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("dev.assay.checker.engine.OracleTest#models")
    void provesTheWholeHistoryInvalid(RandomHistories.Kind kind, Model<?, ?> model) {
        int seen = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Operation> operations = new RandomHistories(kind, seed, OPERATIONS_MAX).next();
            if (!Oracle.isLinearizable(operations, model)) {
                seen++;
                check(seed, operations, model);
            }
        }
        assertThat(seen).isGreaterThan(HISTORIES / 40);
    }

    private static <S, A> void check(long seed, List<Operation> operations, Model<S, A> model) {
        Counterexample evidence = Evidence.of(null, operations, model, Limit.ofBytes(1 << 24));
        List<Operation> failing = evidence.failing();
        String what = "seed " + seed + ": " + failing + " of " + operations;

        assertThat(failing).as(what).contains(evidence.offending());
        assertThat(Oracle.isLinearizable(failing, model)).as(what).isFalse();
        Random random = new Random(seed);
        for (int i = 0; i < ADDITIONS; i++) {
            List<Operation> more = new ArrayList<>();
            for (Operation operation : operations) {
                if (failing.contains(operation) || random.nextBoolean()) {
                    more.add(operation);
                }
            }
            assertThat(Oracle.isLinearizable(more, model))
                    .as("%s with %s", what, more)
                    .isFalse();
        }
        LegalOrder.check(
                asSeenThen(evidence.longestPrefix(), evidence.offending()),
                beforeOf(evidence, operations),
                model,
                "evidence",
                seed);
        assertThat(evidence.deadEnds()).as(what).isNotEmpty();
        evidence.deadEnds().forEach(end -> checkDeadEnd(end, failing, model, seed));
    }

    /** Legal as far as it goes; and nothing that it says to be refused could go on from there. */
    private static <S, A> void checkDeadEnd(
            DeadEnd end, List<Operation> failing, Model<S, A> model, long seed) {
        String what = "seed " + seed + ": " + end + " of " + failing;
        List<Operation> completed = end.order().stream()
                .filter(operation -> operation.outcome() != EventType.INFO)
                .toList();
        LegalOrder.check(end.order(), completed, model, "dead end", seed);
        assertThat(failing).as(what).containsAll(end.order()).containsAll(end.refused());
        assertThat(end.refused()).as(what).isNotEmpty().noneMatch(end.order()::contains);
        S state = model.initial();
        for (Operation operation : end.order()) {
            state = model.step(state, model.action(operation));
        }
        for (Operation operation : end.refused()) {
            assertThat(model.step(state, model.action(operation))).as(what).isNull();
        }
    }

    /** What completed only later was unknown when the prefix was found. */
    private static List<Operation> asSeenThen(List<Operation> prefix, Operation offending) {
        return prefix.stream()
                .map(operation -> operation.returnNanos() < offending.returnNanos()
                                || (operation.returnNanos() == offending.returnNanos()
                                        && operation.index() < offending.index())
                        ? operation
                        : new Operation(
                                operation.index(),
                                operation.process(),
                                operation.f(),
                                operation.key(),
                                operation.input(),
                                null,
                                operation.invokeNanos(),
                                Operation.NEVER,
                                EventType.INFO,
                                operation.node(),
                                operation.error()))
                .toList();
    }

    /** What had completed before the offending operation did. */
    private static List<Operation> beforeOf(Counterexample evidence, List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.outcome() != EventType.INFO
                        && operation.returnNanos() < evidence.offending().returnNanos())
                .toList();
    }
}
