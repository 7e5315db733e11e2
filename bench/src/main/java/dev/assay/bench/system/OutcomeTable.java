package dev.assay.bench.system;

import java.util.List;
import java.util.Locale;

/**
 * The one table that decides whether an error of a system means <em>surely not happened</em>. An
 * error reply is classified by its first word; what the table does not list is unknown, for a wrong
 * "failed" would make a correct system look broken and a wrong "unknown" only costs the checker
 * time.
 */
public final class OutcomeTable {
    private final List<String> definite;

    /** @param definite first words of error replies after which the operation surely has no effect */
    public OutcomeTable(List<String> definite) {
        this.definite =
                definite.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
    }

    /** Whether an operation that was answered with this error surely did not and will not happen. */
    public boolean surelyDidNotHappen(String error) {
        int end = error.indexOf(' ');
        String word = end < 0 ? error : error.substring(0, end);
        return definite.contains(word.toUpperCase(Locale.ROOT));
    }
}
