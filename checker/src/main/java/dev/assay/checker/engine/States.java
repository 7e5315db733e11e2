package dev.assay.checker.engine;

import dev.assay.checker.model.Model;

/** The states of a model that were met, numbered from 0 on. For one thread. */
abstract class States<S> {

    /** The state of a number that {@link #number} has given. */
    abstract S get(int number);

    /** The number of a state, which is a new one if none that is equal was met. */
    abstract int number(S state);

    /** Bytes held. */
    abstract long bytes();

    /** Bytes after some hundred more. */
    abstract long bytesSoon();

    /** Packed, if the model can take its states apart. */
    static <S> States<S> of(Model<S, ?> model) {
        return model.parts(model.initial()) == null
                ? new ObjectStates<>(model)
                : new PackedStates<>(model);
    }
}
