package dev.assay.reports.run;

import dev.assay.checker.verdict.Verdict;

/** What a run should be judged: a control is a known-bad system, which must be caught. */
public enum Expectation {
    /** A system that keeps its promise. */
    VALID(Verdict.Word.VALID),
    /** A control: a checker that calls this one valid cannot be trusted. */
    INVALID(Verdict.Word.INVALID);

    private final Verdict.Word word;

    Expectation(Verdict.Word word) {
        this.word = word;
    }

    /** Whether the run came out as it should; never for unknown. */
    public boolean isMetBy(Verdict.Word verdict) {
        return verdict == word;
    }
}
