package dev.assay.checker.evidence;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.Counterexample;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The door: makes a counterexample of operations that were found not to be linearizable. */
public final class Evidence {

    /** Where one look after another finds something earlier, halving is quicker. */
    private static final int LOOKS_MAX = 4;

    /** An operation has two lines; in a part of a history there may be others between. */
    private static final long INDEXES_AN_OPERATION_MAX = 16;

    private Evidence() {}

    /**
     * Finds the first operation that cannot be placed by halving the history (a part of a
     * linearizable history up to some moment is linearizable, so there is one such moment), then
     * the shortest failing part. When the limit is reached it gives the best found by then.
     *
     * @param operations those on one object, in the order of their invocations, known to be not
     *     linearizable
     */
    public static <S, A> Counterexample of(
            @Nullable String key, List<Operation> operations, Model<S, A> model, Limit limit) {
        return of(key, operations, List.of(), model, limit);
    }

    /**
     * The same, where some of the operations are known not to be linearizable by themselves: they say
     * where to look, and often the first look is the last.
     *
     * @param culprits these; empty if they are not known
     */
    public static <S, A> Counterexample of(
            @Nullable String key,
            List<Operation> operations,
            List<Operation> culprits,
            Model<S, A> model,
            Limit limit) {
        List<Operation> telling = Part.telling(operations, model);
        List<Operation> byReturn = Part.byReturn(telling);
        Boundary boundary = boundary(telling, byReturn, culprits, model, limit);
        List<Operation> longestPrefix = boundary.longestPrefix;
        int failing = boundary.failing;
        Operation offending = byReturn.get(failing);
        List<Operation> shortest = new Shrinker<>(
                        Part.until(boundary.failingPart, offending), offending, model, limit)
                .shortest();
        List<Operation> part = asRecorded(shortest, telling);
        Impasse<S, A> impasse = new Impasse<>(part, model, limit);
        return new Counterexample(
                key,
                offending,
                part,
                asRecorded(longestPrefix, telling),
                impasse.deadEnds(),
                Explanation.of(telling, part, offending, model, impasse));
    }

    /**
     * The first operation, by return, that cannot be placed.
     *
     * @param longestPrefix an order of what came before
     * @param failingPart operations that fail by themselves when it returns; all if no fewer are known
     */
    private record Boundary(
            int failing, List<Operation> longestPrefix, List<Operation> failingPart) {}

    private static <S, A> Boundary boundary(
            List<Operation> telling,
            List<Operation> byReturn,
            List<Operation> culprits,
            Model<S, A> model,
            Limit limit) {
        List<Operation> suspects = culprits;
        List<Operation> longestPrefix = List.of();
        List<Operation> failingPart = telling;
        int looks = 0;
        int legal = -1;
        int failing = byReturn.size() - 1;
        while (failing - legal > 1 && !limit.exhausted()) {
            int middle = (legal + failing) >>> 1;
            List<Operation> suspectsByReturn = Part.byReturn(suspects);
            if (!suspectsByReturn.isEmpty()
                    && suspects.size() < telling.size()
                    && looks++ < LOOKS_MAX) {
                Boundary last = boundary(suspects, suspectsByReturn, List.of(), model, limit);
                int end = Part.position(byReturn, suspectsByReturn.get(last.failing));
                if (end <= failing) {
                    failing = end;
                    failingPart = suspects;
                }
                middle = Math.max(failing - 1, 0);
            }
            Decision decision =
                    Engines.AUTO.decide(Part.until(telling, byReturn.get(middle)), model, limit);
            if (decision instanceof Decision.Linearizable linearizable) {
                legal = middle;
                longestPrefix = linearizable.order();
            } else if (decision instanceof Decision.NotLinearizable not) {
                failing = middle;
                failingPart = telling;
                suspects = not.culprits();
            } else {
                break;
            }
        }
        return new Boundary(failing, longestPrefix, failingPart);
    }

    /** The same operations with the completions that came later. */
    private static List<Operation> asRecorded(List<Operation> part, List<Operation> recorded) {
        long most = -1;
        for (Operation operation : part) {
            most = Math.max(most, operation.index());
        }
        // Indexes are the numbers of lines, so a table by index is about as long as the history.
        if (most >= INDEXES_AN_OPERATION_MAX * (recorded.size() + 1L)) {
            Map<Long, Operation> byIndex = new HashMap<>();
            recorded.forEach(operation -> byIndex.put(operation.index(), operation));
            return part.stream()
                    .map(operation -> byIndex.getOrDefault(operation.index(), operation))
                    .toList();
        }
        @Nullable Operation[] byIndex = new Operation[(int) most + 1];
        for (Operation operation : recorded) {
            if (operation.index() <= most) {
                byIndex[(int) operation.index()] = operation;
            }
        }
        return part.stream()
                .map(operation ->
                        Objects.requireNonNullElse(byIndex[(int) operation.index()], operation))
                .toList();
    }
}
