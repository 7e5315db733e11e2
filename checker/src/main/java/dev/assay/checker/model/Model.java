package dev.assay.checker.model;

import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What an object may do when nothing is concurrent: the specification that a history is held
 * against. All methods are pure and may be called from several threads.
 *
 * @param <S> a state: immutable, with {@code equals} and {@code hashCode} by value
 * @param <A> an action: what one operation asked for and what it saw, in the words of the model;
 *     immutable, with {@code equals} and {@code hashCode} by value
 */
public interface Model<S, A> {

    /** The name in tables and after {@code --model}. */
    String name();

    /** The functions ({@link Operation#f}) that it knows; a history with another is refused. */
    Set<String> functions();

    /** The state before the first operation. */
    S initial();

    /**
     * What an operation says about the state; null if nothing, as of a read whose outcome is
     * unknown or of a write that surely did not happen.
     *
     * <p>The action of an unknown outcome ({@code INFO}) is what it did <em>if</em> it took effect;
     * that it may have come to nothing is the engine's business.
     *
     * @throws IllegalArgumentException if the value is not what the function takes, saying what
     *     came and what was expected
     */
    @Nullable
    A action(Operation operation);

    /** The state after the action, or null if the action could not have had its result there. */
    @Nullable
    S step(S state, A action);

    /**
     * The independent object that an operation is on. A history is linearizable if and only if its
     * part on each object is (Herlihy and Wing 1990, locality; Horn and Kroening 2015,
     * P-compositionality), so that operations that touch several objects must not be told apart
     * here. By default {@link Operation#key}.
     */
    default @Nullable Object partition(Operation operation) {
        return operation.key();
    }

    /**
     * Whether the action leaves <em>every</em> state as it was. False is always right; true lets
     * the search place such operations at once, without trying other orders.
     */
    default boolean readOnly(A action) {
        return false;
    }

    /**
     * Whether the action is legal in <em>every</em> state. False is always right; true lets the
     * search put such operations, where nobody saw their effect, right before one that overwrites
     * it, without trying where else they might have been.
     */
    default boolean alwaysLegal(A action) {
        return false;
    }

    /**
     * Whether the state after the action is the same <em>whatever</em> it was before. False is
     * always right as long as {@link #mayLeadTo} agrees; true makes counterexamples shorter.
     */
    default boolean overwrites(A action) {
        return false;
    }

    /**
     * Whether {@code observation} may be legal in the state or in one that is reached from it by
     * actions that do not {@linkplain #overwrites overwrite}. True is always right; false lets the
     * search turn round early, as where a string that only grows has gone another way than a read
     * that is still to come.
     */
    default boolean mayLeadTo(S state, A observation) {
        return true;
    }

    /**
     * Whether {@code effect} may owe its result to {@code cause} having come before it: whether
     * without {@code cause} it might be impossible for that reason alone. True is always right;
     * false lets a counterexample leave {@code cause} out, and an engine an operation of unknown
     * outcome that explains nothing: a wrong false can make a verdict wrong.
     */
    default boolean explains(A cause, A effect) {
        return true;
    }

    /** About how many bytes a state holds, for the memory budget. */
    default int bytesOf(S state) {
        return DEFAULT_STATE_BYTES;
    }

    /**
     * The state taken apart into few or many values that say all of it, in any order that {@link
     * #ofParts} understands; or null, always, if the model does not do that. Values have {@code
     * equals} and {@code hashCode}, and are few in all. An engine then holds states in packed form,
     * which pays where there may be millions of them.
     */
    default @Nullable Object @Nullable [] parts(S state) {
        return null;
    }

    /** A state that equals the one which {@link #parts} took apart. */
    default S ofParts(@Nullable Object[] parts) {
        throw new UnsupportedOperationException(name() + " takes no state apart");
    }

    /** A small object and what it refers to. */
    int DEFAULT_STATE_BYTES = 48;
}
