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
 *     invocation: with enough time, none of its operations can be left out
 * @param longestPrefix a longest order of operations that is legal, as far as the search came
 * @param deadEnds the longest legal orders of the failing part, each with what cannot come next;
 *     empty if the part is too large to try them all
 * @param explanation one sentence that says what could not have happened
 * @param anomalies what a check beyond linearizability found, the first first; empty otherwise
 */
public record Counterexample(
        @Nullable String key,
        Operation offending,
        List<Operation> failing,
        List<Operation> longestPrefix,
        List<DeadEnd> deadEnds,
        String explanation,
        List<Anomaly> anomalies) {

    /** Of a linearizability check. */
    public Counterexample(
            @Nullable String key,
            Operation offending,
            List<Operation> failing,
            List<Operation> longestPrefix,
            List<DeadEnd> deadEnds,
            String explanation) {
        this(key, offending, failing, longestPrefix, deadEnds, explanation, List.of());
    }

    public Counterexample {
        Objects.requireNonNull(offending, "offending");
        Objects.requireNonNull(explanation, "explanation");
        failing = List.copyOf(failing);
        longestPrefix = List.copyOf(longestPrefix);
        // Absent in a verdict.json that was written before there were any.
        deadEnds = deadEnds == null ? List.of() : List.copyOf(deadEnds);
        anomalies = anomalies == null ? List.of() : List.copyOf(anomalies);
    }
}
