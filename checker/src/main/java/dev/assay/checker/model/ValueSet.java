package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A set, empty at first. Functions: {@code add} and {@code remove} (their argument an element; a
 * result of {@code true} or {@code false} says whether that changed the set, any other says
 * nothing), {@code contains} (its argument an element, its result true or false), {@code read} (its
 * result the list of all elements).
 */
public final class ValueSet implements Model<Set<Object>, ValueSet.Action> {

    /** What an operation did to the set. */
    public enum Kind {
        /** The element is in it from now on. */
        ADD,
        /** The element is not in it from now on. */
        REMOVE,
        /** Whether the element was in it. */
        CONTAINS,
        /** All that was in it. */
        READ
    }

    /**
     * What one operation did and saw.
     *
     * @param element of add, remove and contains
     * @param seen whether the element was there before; null if that is not known
     * @param all what a read saw
     */
    public record Action(
            Kind kind, @Nullable Object element, @Nullable Boolean seen, Set<Object> all) {
        public Action {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(all, "all");
        }
    }

    private static final Set<String> FUNCTIONS = Set.of("add", "remove", "contains", "read");

    /** A hash set, and an entry of it with a small value. */
    private static final int BYTES = 120;

    private static final int BYTES_AN_ELEMENT = 64;

    @Override
    public String name() {
        return "set";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Set<Object> initial() {
        return Set.of();
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
        Object element = operation.input();
        return switch (operation.f()) {
            case "add" -> new Action(Kind.ADD, element, ok ? before(operation, false) : null, NONE);
            case "remove" ->
                new Action(Kind.REMOVE, element, ok ? before(operation, true) : null, NONE);
            case "contains" ->
                ok ? new Action(Kind.CONTAINS, element, answer(operation), NONE) : null;
            default -> ok ? new Action(Kind.READ, null, null, elements(operation.output())) : null;
        };
    }

    private static final Set<Object> NONE = Set.of();

    /** What a result says about the moment before; that it repeats the argument says nothing. */
    private static @Nullable Boolean before(Operation operation, boolean ifChanged) {
        return operation.output() instanceof Boolean changed
                        && !(operation.input() instanceof Boolean)
                ? (Boolean) (changed == ifChanged)
                : null;
    }

    private static Boolean answer(Operation operation) {
        if (operation.output() instanceof Boolean answer) {
            return answer;
        }
        throw new IllegalArgumentException(
                "value of contains " + operation.output() + ": expected true or false");
    }

    private static Set<Object> elements(@Nullable Object value) {
        if (value instanceof List<?> list) {
            Set<Object> elements = new HashSet<>(list);
            if (elements.size() < list.size()) {
                throw new IllegalArgumentException(
                        "value of read " + value + ": expected no element twice");
            }
            return Collections.unmodifiableSet(elements);
        }
        throw new IllegalArgumentException("value of read " + value + ": expected a list");
    }

    @Override
    public @Nullable Set<Object> step(Set<Object> state, Action action) {
        if (action.kind == Kind.READ) {
            return state.equals(action.all) ? state : null;
        }
        boolean there = state.contains(action.element);
        if (action.seen != null && action.seen != there) {
            return null;
        }
        boolean stays = action.kind == Kind.CONTAINS ? there : action.kind == Kind.ADD;
        if (stays == there) {
            return state;
        }
        Set<Object> changed = new HashSet<>(state);
        if (stays) {
            changed.add(action.element);
        } else {
            changed.remove(action.element);
        }
        return Collections.unmodifiableSet(changed);
    }

    @Override
    public boolean readOnly(Action action) {
        return switch (action.kind) {
            case CONTAINS, READ -> true;
            case ADD -> Boolean.TRUE.equals(action.seen);
            case REMOVE -> Boolean.FALSE.equals(action.seen);
        };
    }

    @Override
    public boolean alwaysLegal(Action action) {
        return action.seen == null && action.kind != Kind.READ;
    }

    @Override
    public boolean explains(Action cause, Action effect) {
        if (readOnly(cause) || alwaysLegal(effect)) {
            return false;
        }
        return effect.kind == Kind.READ || Objects.equals(cause.element, effect.element);
    }

    @Override
    public int bytesOf(Set<Object> state) {
        return BYTES + BYTES_AN_ELEMENT * state.size();
    }

    @Override
    public @Nullable Object[] parts(Set<Object> state) {
        return state.toArray();
    }

    @Override
    public Set<Object> ofParts(@Nullable Object[] parts) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(parts)));
    }
}
