package dev.assay.checker.model;

import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * First in, first out, empty at first. Functions: {@code enqueue} (its argument a value), {@code
 * dequeue} (its result a value, or null if it was empty).
 */
public final class FifoQueue implements Model<Items, TakeAction> {

    private static final Set<String> FUNCTIONS = Set.of("enqueue", "dequeue");

    @Override
    public String name() {
        return "fifo-queue";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Items initial() {
        return Items.NONE;
    }

    @Override
    public @Nullable TakeAction action(Operation operation) {
        return TakeAction.of(operation, "enqueue", "dequeue");
    }

    @Override
    public @Nullable Items step(Items state, TakeAction action) {
        return switch (action.kind()) {
            case PUT -> state.plus(action.value());
            case TAKE ->
                !state.isEmpty() && Objects.equals(state.first(), action.value())
                        ? state.withoutFirst()
                        : null;
            case EMPTY -> state.isEmpty() ? state : null;
            case TAKE_UNKNOWN -> state.isEmpty() ? state : state.withoutFirst();
        };
    }

    @Override
    public boolean readOnly(TakeAction action) {
        return action.readOnly();
    }

    @Override
    public boolean alwaysLegal(TakeAction action) {
        return action.alwaysLegal();
    }

    @Override
    public boolean explains(TakeAction cause, TakeAction effect) {
        return cause.explains(effect);
    }

    @Override
    public int bytesOf(Items state) {
        return state.bytes();
    }
}
