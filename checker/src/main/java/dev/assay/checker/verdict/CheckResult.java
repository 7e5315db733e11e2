package dev.assay.checker.verdict;

import java.time.Duration;
import java.util.Objects;

/**
 * One checker's answer about one history, with its budget and what it used of it.
 *
 * @param checker name, such as {@code linearizable-cas-register}
 * @param operations number of operations in the history
 * @param operationsChecked how many of them the verdict speaks about; fewer when unknown
 * @param budgetTime wall time that the checker was given
 * @param usedTime wall time that it took
 * @param budgetBytes memory that the checker was given for its memo
 * @param usedBytes its own estimate of the most that it held
 */
public record CheckResult(
        String checker,
        Verdict verdict,
        long operations,
        long operationsChecked,
        Duration budgetTime,
        Duration usedTime,
        long budgetBytes,
        long usedBytes) {

    public CheckResult {
        Objects.requireNonNull(checker, "checker");
        Objects.requireNonNull(verdict, "verdict");
    }
}
