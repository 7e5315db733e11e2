package dev.assay.checker;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.history.History;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asked the same, one engine said yes and another no: a defect of one of them, and no verdict. Who
 * catches it should keep {@link #history}, which shows the defect.
 */
public final class DisagreementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient History history;

    DisagreementException(@Nullable String key, History history, Map<String, Decision> answers) {
        super("engines contradict each other"
                + (key == null ? "" : " on key " + key)
                + " about " + history.size() + " operations: "
                + answers.entrySet().stream()
                        .map(answer -> answer.getKey() + " says " + word(answer.getValue()))
                        .collect(Collectors.joining(", ")));
        this.history = history;
    }

    /** The operations, on one object, that they were asked about. */
    public History history() {
        return history;
    }

    private static String word(Decision decision) {
        if (decision instanceof Decision.Linearizable) {
            return "linearizable";
        }
        return decision instanceof Decision.NotLinearizable ? "not linearizable" : "nothing";
    }
}
