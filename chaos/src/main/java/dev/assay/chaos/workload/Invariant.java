package dev.assay.chaos.workload;

import dev.assay.checker.Budget;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Something that must hold of each single operation. */
final class Invariant {

    private Invariant() {}

    /** @param wrong what is wrong with an operation, or null when it is fine */
    static CheckResult check(
            String name,
            History history,
            Budget budget,
            Function<Operation, @Nullable String> wrong) {
        long start = System.nanoTime();
        Verdict verdict = history.size() == 0
                ? new Verdict.Unknown("the history is empty: nothing was checked")
                : new Verdict.Valid();
        for (Operation operation : history.operations()) {
            @Nullable String why = wrong.apply(operation);
            if (why != null) {
                verdict = new Verdict.Invalid(new Counterexample(
                        operation.key(), operation, List.of(operation), List.of(), List.of(), why));
                break;
            }
        }
        return new CheckResult(
                name,
                verdict,
                history.size(),
                history.size(),
                budget.time(),
                Duration.ofNanos(System.nanoTime() - start),
                budget.bytes(),
                0);
    }
}
