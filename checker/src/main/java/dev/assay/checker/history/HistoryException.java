package dev.assay.checker.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A history that no verdict can be based on. It names all problems found, not just the first, so
 * that a recorder can be mended in one go.
 */
public final class HistoryException extends Exception {

    /** More than these are counted but not kept: a wrong file has one problem a line. */
    public static final int PROBLEMS_KEPT_MAX = 1_000;

    private static final int PROBLEMS_SHOWN_MAX = 20;
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** With the problems in the order of their lines; at least one. */
    public HistoryException(List<Problem> problems) {
        super(message(problems, problems.size()));
        this.problems = List.copyOf(problems);
    }

    /** With the first problems, and how many there are in all. */
    public HistoryException(List<Problem> kept, long found) {
        super(message(kept, found));
        this.problems = List.copyOf(kept);
    }

    /** What is wrong, in the order of the lines; the first {@link #PROBLEMS_KEPT_MAX} of them. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> kept, long found) {
        String shown = kept.stream()
                .limit(PROBLEMS_SHOWN_MAX)
                .map(Problem::toString)
                .collect(Collectors.joining("\n  "));
        long more = found - Math.min(kept.size(), PROBLEMS_SHOWN_MAX);
        return found + (found == 1 ? " problem" : " problems") + " in the history:\n  " + shown
                + (more > 0 ? "\n  and " + more + " more" : "");
    }
}
