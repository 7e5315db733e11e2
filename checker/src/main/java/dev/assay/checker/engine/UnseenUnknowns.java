package dev.assay.checker.engine;

import dev.assay.checker.model.Model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Unknown operations that nobody can have seen: those that {@linkplain Model#explains explain} no known
 * operation, nor an unknown one that does. In a legal order nothing owes its result to them, and they
 * may have come to nothing, so that the order without them is legal, too: the verdict is the same, and
 * each of them less halves what the search has to try.
 */
final class UnseenUnknowns {

    /** More questions to the model than this cost more than they save. */
    private static final long QUESTIONS_MAX = 4_000_000;

    private UnseenUnknowns() {}

    /**
     * Which actions can be left out.
     *
     * @param unknown those whose outcome is unknown
     * @throws Exhausted when the limit says stop
     */
    static <A> boolean[] find(List<A> actions, boolean[] unknown, Model<?, A> model, Limit limit) {
        boolean[] unseen = new boolean[actions.size()];
        List<Integer> open = new ArrayList<>();
        for (int op = 0; op < unseen.length; op++) {
            if (unknown[op]) {
                open.add(op);
            }
        }
        if ((long) open.size() * unseen.length > QUESTIONS_MAX) {
            return unseen;
        }
        Deque<Integer> seen = new ArrayDeque<>();
        for (int i = 0; i < open.size(); i++) {
            Exhausted.check(limit, i);
            A cause = actions.get(open.get(i));
            for (int effect = 0; effect < unseen.length; effect++) {
                if (!unknown[effect] && model.explains(cause, actions.get(effect))) {
                    seen.add(open.get(i));
                    break;
                }
            }
        }
        open.removeAll(seen);
        // What explains one that was seen may have been needed for it.
        while (!seen.isEmpty() && !open.isEmpty()) {
            A effect = actions.get(seen.remove());
            open.removeIf(op -> {
                boolean needed = model.explains(actions.get(op), effect);
                if (needed) {
                    seen.add(op);
                }
                return needed;
            });
        }
        open.forEach(op -> unseen[op] = true);
        return unseen;
    }
}
