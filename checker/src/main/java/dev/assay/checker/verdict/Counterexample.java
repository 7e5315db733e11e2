package dev.assay.checker.verdict;

import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Why a history is invalid, for people and for pictures.
 *
 * @param key the object on which it fails; null when the history has only one
 * @param offending the first operation that cannot be placed
 * @param failing the shortest part of the history that was found to fail on its own, in order of
 *     invocation
 * @param longestPrefix a longest order of operations that is legal, as far as the search came
 * @param explanation one sentence that says what could not have happened
 */
public record Counterexample(
        @Nullable String key,
        Operation offending,
        List<Operation> failing,
        List<Operation> longestPrefix,
        String explanation) {

    public Counterexample {
        Objects.requireNonNull(offending, "offending");
        Objects.requireNonNull(explanation, "explanation");
        failing = List.copyOf(failing);
        longestPrefix = List.copyOf(longestPrefix);
    }
}
