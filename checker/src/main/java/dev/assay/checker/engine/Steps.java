package dev.assay.checker.engine;

/**
 * A model on one timeline with states as small integers: what the search walks on. Operations are
 * positions in the timeline. For one thread.
 */
interface Steps {

    /** No state: the operation could not have had its result. */
    int ILLEGAL = -1;

    /** The state before the first operation. */
    int initial();

    /** The state after the operation, or {@link #ILLEGAL}. */
    int step(int op, int state);

    /** Whether the operation leaves every state as it was. */
    boolean readOnly(int op);

    /** Whether the operation is legal in every state. */
    boolean alwaysLegal(int op);

    /** Whether the state after the operation is the same whatever it was before. */
    boolean overwrites(int op);

    /** Whether it may be legal in the state, or later without an operation that overwrites. */
    boolean mayLeadTo(int state, int op);

    /** A number that is the same for operations that do the same in every state. */
    int kind(int op);

    /** The search has placed the operation. */
    default void placed(int op) {}

    /** The search has taken back the operation that it placed last. */
    default void takenBack(int op) {}

    /** Whether going from one state to another surely leads nowhere, after all that was placed. */
    default boolean hopeless(int from, int to) {
        return false;
    }

    /** Bytes held. */
    long bytes();

    /** Bytes that are held after some hundred steps more. */
    default long bytesSoon() {
        return bytes();
    }
}
