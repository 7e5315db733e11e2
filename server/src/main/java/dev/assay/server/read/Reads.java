package dev.assay.server.read;

/** Readies local state for a read of any level. */
@FunctionalInterface
public interface Reads {

    /** Call it on the event loop; it never blocks, and may call back before it returns. */
    void await(ReadLevel level, ReadBarrier.Waiter waiter);
}
