package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;

import java.util.List;

/** What an engine found out about the operations on one object. */
public sealed interface Decision {

    /** The most bytes that the engine held, by its own account. */
    long usedBytes();

    /** Legal in this order; operations of unknown outcome that are not in it did not happen. */
    record Linearizable(List<Operation> order, long usedBytes) implements Decision {}

    /** There is no legal order. */
    record NotLinearizable(long usedBytes) implements Decision {}

    /**
     * Not decided.
     *
     * @param cause what ran out
     * @param detail more for people; empty if there is none
     * @param prefix this many operations, in the order of their completions, have a legal order
     */
    record Undecided(Cause cause, String detail, int prefix, long usedBytes) implements Decision {}

    /** What ran out. */
    enum Cause {
        /** The limit said stop. */
        TIME,
        /** The limit's steps were used up. */
        STEPS,
        /** The limit's bytes were used up. */
        MEMORY,
        /** The model or the engine threw. */
        CRASH
    }
}
