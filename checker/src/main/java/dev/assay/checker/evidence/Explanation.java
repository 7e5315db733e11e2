package dev.assay.checker.evidence;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.RegisterAction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One sentence that says what could not have happened. */
final class Explanation {

    /** More states than these do not fit into a sentence. */
    private static final int STATES_MAX = 3;

    private Explanation() {}

    /**
     * Blames the offending operation if there is a simple reason, else another of the failing part,
     * else says that they do not fit together.
     */
    static <S, A> String of(
            List<Operation> all,
            List<Operation> failing,
            Operation offending,
            Model<S, A> model,
            Impasse<S, A> impasse) {
        Wording wording = new Wording(new Times(all));
        List<Operation> suspects = new ArrayList<>();
        suspects.add(offending);
        for (int i = failing.size() - 1; i >= 0; i--) {
            suspects.add(failing.get(i));
        }
        if (model.action(offending) instanceof RegisterAction) {
            Object initial = model.initial() instanceof Optional<?> value
                    ? value.orElse(null)
                    : model.initial();
            RegisterReasons reasons = new RegisterReasons(initial, model, all, failing, wording);
            for (Operation suspect : suspects) {
                String reason = reasons.of(suspect);
                if (reason != null) {
                    return wording.sentence(suspect) + ", but " + reason;
                }
            }
        }
        for (Operation suspect : suspects) {
            List<String> states = impasse.statesThatForbid(suspect);
            if (!states.isEmpty()) {
                return wording.sentence(suspect) + ", but " + others(failing)
                        + "the state was then "
                        + (states.size() <= STATES_MAX
                                ? String.join(" or ", states)
                                : "another: " + String.join(", ", states.subList(0, STATES_MAX))
                                        + " or " + (states.size() - STATES_MAX) + " more");
            }
        }
        return wording.sentence(offending) + ", but no order of these " + failing.size()
                + " operations that keeps real time allows it";
    }

    private static String others(List<Operation> failing) {
        if (failing.size() < 3) {
            return "";
        }
        return failing.stream().anyMatch(operation -> operation.outcome() == EventType.INFO)
                ? "whichever of the others took effect, in whichever order, "
                : "in whichever order the others took effect, ";
    }
}
