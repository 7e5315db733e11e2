package dev.assay.checker.model;

import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * Last in, first out, empty at first. Functions: {@code push} (its argument a value), {@code pop} (its
 * result a value, or null if it was empty).
 */
public final class Stack implements Model<Items, TakeAction> {

    private static final Set<String> FUNCTIONS = Set.of("push", "pop");

    @Override
    public String name() {
        return "stack";
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
        return TakeAction.of(operation, "push", "pop");
    }

    @Override
    public @Nullable Items step(Items state, TakeAction action) {
        return switch (action.kind()) {
            case PUT -> state.plus(action.value());
            case TAKE ->
                !state.isEmpty() && Objects.equals(state.last(), action.value())
                        ? state.withoutLast()
                        : null;
            case EMPTY -> state.isEmpty() ? state : null;
            case TAKE_UNKNOWN -> state.isEmpty() ? state : state.withoutLast();
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
