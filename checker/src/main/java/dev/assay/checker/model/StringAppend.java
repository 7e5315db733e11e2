package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * One string, empty at first: {@code put} replaces it, {@code append} adds to its end, {@code get}
 * returns it. Porcupine's kv model, one object a key.
 */
public final class StringAppend implements Model<String, StringAppend.Action> {

    /** What one operation did or saw. */
    public sealed interface Action {
        /** The text that it leaves, adds or saw. */
        String text();
    }

    /** The string was {@code text}. */
    public record Get(String text) implements Action {}

    /** The string became {@code text}. */
    public record Put(String text) implements Action {}

    /** The string grew by {@code text}. */
    public record Append(String text) implements Action {}

    private static final Set<String> FUNCTIONS = Set.of("get", "put", "append");

    /** Object header, length, hash and the array's header of a string. */
    private static final int STRING_OVERHEAD_BYTES = 40;

    @Override
    public String name() {
        return "string-append";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public String initial() {
        return "";
    }

    @Override
    public @Nullable Action action(Operation operation) {
        if (operation.outcome() == EventType.FAIL) {
            return null;
        }
        return switch (operation.f()) {
            case "get" ->
                operation.outcome() == EventType.OK ? new Get(text(operation.output())) : null;
            case "put" -> new Put(text(operation.input()));
            case "append" -> new Append(text(operation.input()));
            default -> throw Functions.unknown(operation.f(), FUNCTIONS);
        };
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("value " + value + ": expected a string");
    }

    @Override
    public @Nullable String step(String state, Action action) {
        if (action instanceof Get get) {
            return get.text.equals(state) ? state : null;
        }
        return action instanceof Append append ? state.concat(append.text) : action.text();
    }

    @Override
    public boolean readOnly(Action action) {
        return action instanceof Get;
    }

    @Override
    public boolean alwaysLegal(Action action) {
        return !readOnly(action);
    }

    @Override
    public boolean overwrites(Action action) {
        return action instanceof Put;
    }

    @Override
    public boolean mayLeadTo(String state, Action observation) {
        return observation.text().startsWith(state);
    }

    @Override
    public boolean explains(Action cause, Action effect) {
        return effect instanceof Get
                && (cause instanceof Append
                        ? effect.text().contains(cause.text())
                        : effect.text().startsWith(cause.text()));
    }

    @Override
    public int bytesOf(String state) {
        return STRING_OVERHEAD_BYTES + state.length();
    }
}
