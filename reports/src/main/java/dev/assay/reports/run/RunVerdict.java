package dev.assay.reports.run;

import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.Verdict;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * {@code verdict.json}: what the run as a whole is judged, and on what grounds.
 *
 * @param word the worst of the checks, or unknown when the run proved nothing
 * @param why one sentence
 * @param checks each checker's verdict, with its evidence, its budget and what it used
 * @param assumptions what the checks took for granted, such as {@code values of a key are unique}
 * @param problems why a valid verdict would not be worth its name, such as {@code fault 2: no
 *     effect seen}
 */
public record RunVerdict(
        Verdict.Word word,
        String why,
        List<CheckResult> checks,
        List<String> assumptions,
        List<String> problems) {

    public RunVerdict {
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(why, "why");
        checks = List.copyOf(checks);
        assumptions = List.copyOf(assumptions);
        problems = List.copyOf(problems);
    }

    /**
     * Judges a run: the worst of its checks; unknown instead of valid when there are problems, or
     * when nothing was checked. A proof of invalidity stands whatever the problems are.
     */
    public static RunVerdict of(
            List<CheckResult> checks, List<String> assumptions, List<String> problems) {
        Verdict worst = checks.isEmpty()
                ? new Verdict.Unknown("Nothing was checked.")
                : new Verdict.Valid();
        for (CheckResult check : checks) {
            worst = worst.and(check.verdict());
        }
        if (!problems.isEmpty()) {
            worst = worst.and(new Verdict.Unknown(String.join("; ", problems)));
        }
        return new RunVerdict(worst.word(), reason(worst, checks), checks, assumptions, problems);
    }

    /** The proofs of all checks that found something, in their order. */
    public List<Counterexample> evidence() {
        return checks.stream()
                .map(CheckResult::verdict)
                .filter(Verdict.Invalid.class::isInstance)
                .map(invalid -> ((Verdict.Invalid) invalid).evidence())
                .toList();
    }

    private static String reason(Verdict verdict, List<CheckResult> checks) {
        if (verdict instanceof Verdict.Invalid invalid) {
            return invalid.evidence().explanation();
        }
        if (verdict instanceof Verdict.Unknown unknown) {
            return unknown.reason();
        }
        long operations =
                checks.stream().mapToLong(CheckResult::operationsChecked).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "All %,d operations fit the model, says %s.",
                operations,
                checks.size() == 1
                        ? checks.get(0).checker()
                        : "each of " + checks.size() + " checkers");
    }
}
