package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.HashSet;
import java.util.List;

/** An order that an engine gives as its proof is held against the definition. */
final class LegalOrder {

    private LegalOrder() {}

    static <S, A> void check(
            List<Operation> order, List<Operation> operations, Model<S, A> model, String what) {
        S state = model.initial();
        for (int i = 0; i < order.size(); i++) {
            state = model.step(state, model.action(order.get(i)));
            assertThat(state)
                    .as("%s: state after %s in %s", what, order.get(i), order)
                    .isNotNull();
            for (Operation later : order.subList(i + 1, order.size())) {
                assertThat(later.returnNanos())
                        .as("%s: %s before %s", what, order.get(i), later)
                        .isGreaterThanOrEqualTo(order.get(i).invokeNanos());
            }
        }
        assertThat(new HashSet<>(order)).as(what).hasSameSizeAs(order);
        for (Operation operation : operations) {
            if (operation.outcome() != EventType.INFO && model.action(operation) != null) {
                assertThat(order).as(what).contains(operation);
            }
        }
    }
}
