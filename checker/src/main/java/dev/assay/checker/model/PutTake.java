package dev.assay.checker.model;

import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * What values are put into and taken from again, empty at first: a queue and a stack differ in their
 * words, and in which value is taken.
 */
abstract sealed class PutTake implements Model<Items, TakeAction> permits FifoQueue, Stack {

    private final String name;
    private final String put;
    private final String take;

    PutTake(String name, String put, String take) {
        this.name = name;
        this.put = put;
        this.take = take;
    }

    /** The value that is taken next, of a state that is not empty. */
    abstract @Nullable Object next(Items state);

    /** The state without that value. */
    abstract Items withoutNext(Items state);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<String> functions() {
        return Set.of(put, take);
    }

    @Override
    public final Items initial() {
        return Items.NONE;
    }

    @Override
    public final @Nullable TakeAction action(Operation operation) {
        return TakeAction.of(operation, put, take);
    }

    @Override
    public final @Nullable Items step(Items state, TakeAction action) {
        return switch (action.kind()) {
            case PUT -> state.plus(action.value());
            case TAKE ->
                !state.isEmpty() && Objects.equals(next(state), action.value())
                        ? withoutNext(state)
                        : null;
            case EMPTY -> state.isEmpty() ? state : null;
            case TAKE_UNKNOWN -> state.isEmpty() ? state : withoutNext(state);
        };
    }

    @Override
    public final boolean readOnly(TakeAction action) {
        return action.readOnly();
    }

    @Override
    public final boolean alwaysLegal(TakeAction action) {
        return action.alwaysLegal();
    }

    @Override
    public final boolean explains(TakeAction cause, TakeAction effect) {
        return cause.explains(effect);
    }

    @Override
    public final int bytesOf(Items state) {
        return state.bytes();
    }

    @Override
    public final @Nullable Object[] parts(Items state) {
        return state.parts();
    }

    @Override
    public final Items ofParts(@Nullable Object[] parts) {
        return Items.of(Arrays.asList(parts));
    }
}
