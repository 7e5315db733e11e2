package dev.assay.checker.engine;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.List;

/**
 * Tries every order, without any cleverness. It shares the model with the engines and nothing else:
 * not their times (it compares nanoseconds), not their rules.
 */
final class Oracle<S, A> {

    private final Model<S, A> model;
    private final List<A> actions = new ArrayList<>();

    /** By operation: those that came before it and must have happened, a bit each. */
    private final long[] before;

    private long mandatory;

    private Oracle(List<Operation> operations, Model<S, A> model) {
        this.model = model;
        List<Operation> telling = new ArrayList<>();
        for (Operation operation : operations) {
            A action = model.action(operation);
            if (action != null) {
                telling.add(operation);
                actions.add(action);
            }
        }
        before = new long[telling.size()];
        for (int i = 0; i < before.length; i++) {
            if (telling.get(i).outcome() != EventType.INFO) {
                mandatory |= 1L << i;
                for (int later = 0; later < before.length; later++) {
                    if (telling.get(i).returnNanos() < telling.get(later).invokeNanos()) {
                        before[later] |= 1L << i;
                    }
                }
            }
        }
    }

    static <S, A> boolean isLinearizable(List<Operation> operations, Model<S, A> model) {
        return new Oracle<>(operations, model).search(0, model.initial());
    }

    private boolean search(long placed, S state) {
        if ((mandatory & ~placed) == 0) {
            return true;
        }
        for (int i = 0; i < before.length; i++) {
            if ((placed & 1L << i) == 0 && (before[i] & ~placed) == 0) {
                S next = model.step(state, actions.get(i));
                if (next != null && search(placed | 1L << i, next)) {
                    return true;
                }
            }
        }
        return false;
    }
}
