package dev.assay.checker.model;

import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A bag of values, empty at first. Functions: {@code enqueue} (its argument a value), {@code dequeue}
 * (its result any value that is in, or null if it was empty).
 *
 * <p>Which value an unknown dequeue took cannot be told, but since it never returns it may be put
 * off until somebody sees the bag empty: until then it counts as one that may be taken.
 */
public final class UnorderedQueue implements Model<UnorderedQueue.Bag, TakeAction> {

    /**
     * A state.
     *
     * @param counts how often each value is in
     * @param size how many values are in
     * @param mayTake how many unknown dequeues may take one
     */
    public record Bag(Map<Object, Integer> counts, int size, int mayTake) {
        public Bag {
            Objects.requireNonNull(counts, "counts");
        }

        private boolean contains(@Nullable Object value) {
            return counts.containsKey(value);
        }

        private Bag with(@Nullable Object value, int more) {
            Map<Object, Integer> changed = new HashMap<>(counts);
            changed.merge(value, more, (a, b) -> a + b == 0 ? null : a + b);
            return new Bag(Collections.unmodifiableMap(changed), size + more, mayTake);
        }
    }

    private static final Bag EMPTY = new Bag(Map.of(), 0, 0);

    private static final Set<String> FUNCTIONS = Set.of("enqueue", "dequeue");

    /** The maps, and an entry with a small value and its count. */
    private static final int BYTES = 144;

    private static final int BYTES_A_VALUE = 80;

    @Override
    public String name() {
        return "unordered-queue";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Bag initial() {
        return EMPTY;
    }

    @Override
    public @Nullable TakeAction action(Operation operation) {
        return TakeAction.of(operation, "enqueue", "dequeue");
    }

    @Override
    public @Nullable Bag step(Bag state, TakeAction action) {
        return switch (action.kind()) {
            case PUT -> state.with(action.value(), 1);
            case TAKE -> state.contains(action.value()) ? state.with(action.value(), -1) : null;
            case EMPTY -> emptied(state);
            case TAKE_UNKNOWN -> new Bag(state.counts, state.size, state.mayTake + 1);
        };
    }

    private static @Nullable Bag emptied(Bag state) {
        if (state.size == 0) {
            return state;
        }
        return state.size <= state.mayTake
                ? new Bag(Map.of(), 0, state.mayTake - state.size)
                : null;
    }

    @Override
    public boolean alwaysLegal(TakeAction action) {
        return action.alwaysLegal();
    }

    @Override
    public boolean explains(TakeAction cause, TakeAction effect) {
        return cause.kind() == TakeAction.Kind.PUT
                ? cause.explains(effect)
                : cause.explains(effect) && effect.kind() == TakeAction.Kind.EMPTY;
    }

    @Override
    public int bytesOf(Bag state) {
        return BYTES + BYTES_A_VALUE * state.counts.size();
    }

    /** Each value and its count, then how many dequeues are open. */
    @Override
    public @Nullable Object[] parts(Bag state) {
        List<@Nullable Object> parts = new ArrayList<>();
        state.counts.forEach((value, count) -> {
            parts.add(value);
            parts.add(count);
        });
        parts.add(state.mayTake);
        return parts.toArray();
    }

    @Override
    public Bag ofParts(@Nullable Object[] parts) {
        Map<Object, Integer> counts = new HashMap<>();
        int size = 0;
        for (int i = 0; i + 1 < parts.length; i += 2) {
            int count = (Integer) Objects.requireNonNull(parts[i + 1]);
            counts.put(parts[i], count);
            size += count;
        }
        int mayTake = (Integer) Objects.requireNonNull(parts[parts.length - 1]);
        return new Bag(Collections.unmodifiableMap(counts), size, mayTake);
    }
}
