package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.TakeAction;
import dev.assay.checker.model.UnorderedQueue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** That an unknown dequeue may be put off is held against one that takes each value in turn. */
class UnknownDequeueTest {

    private static final int HISTORIES = Integer.getInteger("assay.histories", 3_000);
    private static final int OPERATIONS_MAX = 6;

    @Test
    void itMayHaveTakenAnyValue() {
        UnorderedQueue model = new UnorderedQueue();
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Operation> operations = new RandomHistories(
                            RandomHistories.Kind.UNORDERED_QUEUE, seed, OPERATIONS_MAX)
                    .next();
            boolean expected = search(operations, List.of());
            if (Oracle.isLinearizable(operations, model) != expected) {
                assertThat(!expected).as("seed %d, %s", seed, operations).isEqualTo(expected);
            }
        }
    }

    private static boolean search(List<Operation> left, List<Object> bag) {
        if (left.stream().allMatch(operation -> operation.outcome() == EventType.INFO)) {
            return true;
        }
        for (Operation first : left) {
            boolean mayBeFirst = left.stream()
                    .noneMatch(other -> other.outcome() != EventType.INFO
                            && other.returnNanos() < first.invokeNanos());
            List<Operation> rest = new ArrayList<>(left);
            rest.remove(first);
            if (mayBeFirst && after(first, bag).stream().anyMatch(state -> search(rest, state))) {
                return true;
            }
        }
        return false;
    }

    private static List<List<Object>> after(Operation operation, List<Object> bag) {
        TakeAction action = new UnorderedQueue().action(operation);
        return switch (action.kind()) {
            case PUT -> List.of(with(bag, action.value()));
            case TAKE ->
                bag.contains(action.value()) ? List.of(without(bag, action.value())) : List.of();
            case EMPTY -> bag.isEmpty() ? List.of(bag) : List.of();
            case TAKE_UNKNOWN -> bag.stream().map(value -> without(bag, value)).toList();
        };
    }

    private static List<Object> with(List<Object> bag, Object value) {
        List<Object> more = new ArrayList<>(bag);
        more.add(value);
        return more;
    }

    private static List<Object> without(List<Object> bag, Object value) {
        List<Object> less = new ArrayList<>(bag);
        less.remove(value);
        return less;
    }
}
