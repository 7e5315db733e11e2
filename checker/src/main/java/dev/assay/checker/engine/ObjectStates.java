package dev.assay.checker.engine;

import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.List;

/** States as the model makes them. */
final class ObjectStates<S> extends States<S> {

    /** Its place in the list. */
    private static final int REFERENCE_BYTES = 8;

    private final Model<S, ?> model;
    private final List<S> states = new ArrayList<>();
    private final NumberIndex index = new NumberIndex();
    private long stateBytes;

    ObjectStates(Model<S, ?> model) {
        this.model = model;
    }

    @Override
    S get(int number) {
        return states.get(number);
    }

    @Override
    int number(S state) {
        long hash = NumberIndex.mix(0, state.hashCode());
        for (int n = index.first(hash); n != NumberIndex.NONE; n = index.next()) {
            if (states.get(n).equals(state)) {
                return n;
            }
        }
        index.add(states.size());
        states.add(state);
        stateBytes += REFERENCE_BYTES + model.bytesOf(state);
        return states.size() - 1;
    }

    @Override
    long bytes() {
        return stateBytes + index.bytes();
    }

    @Override
    long bytesSoon() {
        return bytes();
    }
}
