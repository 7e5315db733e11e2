package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

/**
 * First in, first out, empty at first. Functions: {@code enqueue} (its argument a value), {@code
 * dequeue} (its result a value, or null if it was empty).
 */
public final class FifoQueue extends PutTake {

    /** Empty. */
    public FifoQueue() {
        super("fifo-queue", "enqueue", "dequeue");
    }

    @Override
    @Nullable
    Object next(Items state) {
        return state.first();
    }

    @Override
    Items withoutNext(Items state) {
        return state.withoutFirst();
    }
}
