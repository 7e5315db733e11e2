package dev.assay.server.read;

import dev.assay.server.data.Failure;

/** Waits until this node's state may answer a read. */
public interface ReadBarrier {

    /** Called once, on the event loop. */
    interface Waiter {

        /**
         * The local state now holds everything that was acknowledged before the read arrived. Read
         * it before returning.
         *
         * @param index of the log, up to which at least the state has come
         */
        void pass(long index);

        /** The read cannot be answered; nothing happened. */
        void fail(Failure failure);
    }

    /** Call it on the event loop; it never blocks, and may call back before it returns. */
    void await(Waiter waiter);
}
