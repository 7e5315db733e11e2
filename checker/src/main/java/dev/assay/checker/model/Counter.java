package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * A whole number. Functions: {@code add} (its argument what is added, 1 if there is none), {@code
 * incr} (the same, and its result is the sum, as of Redis' INCR), {@code read} (its result).
 */
public final class Counter implements Model<Long, Counter.Action> {

    /** What an operation did to the number. */
    public enum Kind {
        /** The number was {@code value}. */
        READ,
        /** It grew by {@code delta}. */
        ADD,
        /** It grew by {@code delta}, to {@code value}. */
        ADD_AND_GET
    }

    /**
     * What one operation did and saw.
     *
     * @param delta what was added; 0 for a read
     * @param value the number seen; 0 if none was
     */
    public record Action(Kind kind, long delta, long value) {
        public Action {
            Objects.requireNonNull(kind, "kind");
        }
    }

    private static final Set<String> FUNCTIONS = Set.of("read", "add", "incr");

    private final long initial;

    /** Begins with this number. */
    public Counter(long initial) {
        this.initial = initial;
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Long initial() {
        return initial;
    }

    @Override
    public @Nullable Action action(Operation operation) {
        if (!FUNCTIONS.contains(operation.f())) {
            throw Functions.unknown(operation.f(), FUNCTIONS);
        }
        boolean ok = operation.outcome() == EventType.OK;
        if (operation.outcome() == EventType.FAIL) {
            return null;
        }
        if (operation.f().equals("read")) {
            return ok ? new Action(Kind.READ, 0, whole(operation.output())) : null;
        }
        long delta = operation.input() == null ? 1 : whole(operation.input());
        return ok && operation.f().equals("incr") && operation.output() != null
                ? new Action(Kind.ADD_AND_GET, delta, whole(operation.output()))
                : new Action(Kind.ADD, delta, 0);
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("value " + value + ": expected a whole number");
    }

    @Override
    public @Nullable Long step(Long state, Action action) {
        long after = state + action.delta;
        return action.kind == Kind.ADD || after == action.value ? (Long) after : null;
    }

    @Override
    public boolean readOnly(Action action) {
        return action.delta == 0;
    }

    @Override
    public boolean alwaysLegal(Action action) {
        return action.kind == Kind.ADD;
    }

    @Override
    public boolean explains(Action cause, Action effect) {
        return cause.delta != 0 && effect.kind != Kind.ADD;
    }
}
