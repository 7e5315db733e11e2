package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A list that only grows, empty at first. Functions: {@code append} (its argument a value), {@code
 * read} (its result the list; null is the empty one).
 */
public final class AppendList implements Model<Items, AppendList.Action> {

    /** What one operation did or saw. */
    public sealed interface Action {}

    /** The value came to the end. */
    public record Append(@Nullable Object value) implements Action {}

    /** The whole list. */
    public record Read(Items values) implements Action {
        public Read {
            Objects.requireNonNull(values, "values");
        }
    }

    private static final Set<String> FUNCTIONS = Set.of("append", "read");

    @Override
    public String name() {
        return "append-list";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Items initial() {
        return Items.NONE;
    }

    @Override
    public @Nullable Action action(Operation operation) {
        if (!FUNCTIONS.contains(operation.f())) {
            throw Functions.unknown(operation.f(), FUNCTIONS);
        }
        if (operation.outcome() == EventType.FAIL) {
            return null;
        }
        if (operation.f().equals("append")) {
            return new Append(operation.input());
        }
        return operation.outcome() == EventType.OK ? new Read(list(operation.output())) : null;
    }

    private static Items list(@Nullable Object value) {
        if (value == null) {
            return Items.NONE;
        }
        if (value instanceof List<?> list) {
            return Items.of(list);
        }
        throw new IllegalArgumentException("value of read " + value + ": expected a list");
    }

    @Override
    public @Nullable Items step(Items state, Action action) {
        if (action instanceof Append append) {
            return state.plus(append.value);
        }
        return state.equals(((Read) action).values) ? state : null;
    }

    @Override
    public boolean readOnly(Action action) {
        return action instanceof Read;
    }

    @Override
    public boolean alwaysLegal(Action action) {
        return action instanceof Append;
    }

    @Override
    public boolean mayLeadTo(Items state, Action observation) {
        return !(observation instanceof Read read) || state.isBeginningOf(read.values);
    }

    @Override
    public boolean explains(Action cause, Action effect) {
        return cause instanceof Append append
                && effect instanceof Read read
                && read.values.contains(append.value);
    }

    @Override
    public int bytesOf(Items state) {
        return state.bytes();
    }

    @Override
    public @Nullable Object[] parts(Items state) {
        return state.parts();
    }

    @Override
    public Items ofParts(@Nullable Object[] parts) {
        return Items.of(Arrays.asList(parts));
    }
}
