package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.fail;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.HashSet;
import java.util.List;

/** An order that an engine gives as its proof is held against the definition. */
final class LegalOrder {

    private LegalOrder() {}

    static <S, A> void check(
            List<Operation> order,
            List<Operation> operations,
            Model<S, A> model,
            Object engine,
            long seed) {
        String wrong = wrong(order, operations, model);
        if (wrong != null) {
            fail("%s, seed %d: %s in %s of %s", engine, seed, wrong, order, operations);
        }
    }

    private static <S, A> String wrong(
            List<Operation> order, List<Operation> operations, Model<S, A> model) {
        S state = model.initial();
        long latestInvoke = Long.MIN_VALUE;
        for (Operation operation : order) {
            state = model.step(state, model.action(operation));
            if (state == null) {
                return "no state after " + operation;
            }
            if (operation.returnNanos() < latestInvoke) {
                return "real time is not kept by " + operation;
            }
            latestInvoke = Math.max(latestInvoke, operation.invokeNanos());
        }
        HashSet<Operation> placed = new HashSet<>(order);
        if (placed.size() < order.size()) {
            return "an operation twice";
        }
        for (Operation operation : operations) {
            if (operation.outcome() != EventType.INFO
                    && model.action(operation) != null
                    && !placed.contains(operation)) {
                return "lacking is " + operation;
            }
        }
        return null;
    }
}
