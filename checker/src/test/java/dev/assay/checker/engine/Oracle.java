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
final class Oracle {

    private Oracle() {}

    static <S, A> boolean isLinearizable(List<Operation> operations, Model<S, A> model) {
        List<Operation> telling = new ArrayList<>();
        for (Operation operation : operations) {
            if (model.action(operation) != null) {
                telling.add(operation);
            }
        }
        return search(telling, model.initial(), model);
    }

    private static <S, A> boolean search(List<Operation> left, S state, Model<S, A> model) {
        if (left.stream().allMatch(operation -> operation.outcome() == EventType.INFO)) {
            return true;
        }
        for (Operation first : left) {
            boolean mayBeFirst = left.stream()
                    .noneMatch(other -> other.outcome() != EventType.INFO
                            && other.returnNanos() < first.invokeNanos());
            S next = mayBeFirst ? model.step(state, model.action(first)) : null;
            if (next != null) {
                List<Operation> rest = new ArrayList<>(left);
                rest.remove(first);
                if (search(rest, next, model)) {
                    return true;
                }
            }
        }
        return false;
    }
}
