package dev.assay.checker.invariant;

import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.history.Problem;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a check cannot work with, so that all of it is named at once. For one thread. */
public final class Problems {

    private final String check;
    private final List<Problem> kept = new ArrayList<>();
    private long found;

    /** For the check of this name. */
    public Problems(String check) {
        this.check = check;
    }

    /** Notes one. */
    public void add(Operation operation, String message) {
        found++;
        if (kept.size() < HistoryException.PROBLEMS_KEPT_MAX) {
            kept.add(new Problem(operation.index() + 1, "check " + check + ": " + message));
        }
    }

    /**
     * Ends the check if there was any.
     *
     * @throws HistoryException with all of them
     */
    public void refuseAny() throws HistoryException {
        if (found > 0) {
            throw new HistoryException(kept, found);
        }
    }
}
