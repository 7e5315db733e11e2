package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

/**
 * Last in, first out, empty at first. Functions: {@code push} (its argument a value), {@code pop} (its
 * result a value, or null if it was empty).
 */
public final class Stack extends PutTake {

    /** Empty. */
    public Stack() {
        super("stack", "push", "pop");
    }

    @Override
    @Nullable
    Object next(Items state) {
        return state.last();
    }

    @Override
    Items withoutNext(Items state) {
        return state.withoutLast();
    }
}
