package dev.assay.checker.verdict;

import dev.assay.checker.history.Operation;

import java.util.List;
import java.util.Objects;

/**
 * A longest way through the failing part of a history: a legal order that keeps real time and that
 * no operation can be added to.
 *
 * @param order operations in the order in which they took effect
 * @param state the state of the object after them, in words
 * @param refused those that would have to come next and cannot have had their results in that state
 */
public record DeadEnd(List<Operation> order, String state, List<Operation> refused) {

    public DeadEnd {
        Objects.requireNonNull(state, "state");
        order = List.copyOf(order);
        refused = List.copyOf(refused);
    }
}
