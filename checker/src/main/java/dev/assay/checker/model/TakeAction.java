package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * What one operation did to something that values are put into and taken from: a queue, a stack.
 *
 * @param value put or taken; null for the others
 */
public record TakeAction(Kind kind, @Nullable Object value) {

    /** What can be said of a queue or stack. */
    public enum Kind {
        /** The value was put in. */
        PUT,
        /** The value was taken out. */
        TAKE,
        /** There was nothing to take. */
        EMPTY,
        /** Something was taken out, if there was anything. */
        TAKE_UNKNOWN
    }

    public TakeAction {
        Objects.requireNonNull(kind, "kind");
    }

    /** Of the functions {@code put} and {@code take}; an ok take of nothing saw it empty. */
    static @Nullable TakeAction of(Operation operation, String put, String take) {
        if (!operation.f().equals(put) && !operation.f().equals(take)) {
            throw Functions.unknown(operation.f(), Set.of(put, take));
        }
        if (operation.outcome() == EventType.FAIL) {
            return null;
        }
        if (operation.f().equals(put)) {
            if (operation.input() == null) {
                throw new IllegalArgumentException("value of " + put + " is missing: expected one,"
                        + " since a " + take + " without a value means empty");
            }
            return new TakeAction(Kind.PUT, operation.input());
        }
        if (operation.outcome() == EventType.INFO) {
            return new TakeAction(Kind.TAKE_UNKNOWN, null);
        }
        return operation.output() == null
                ? new TakeAction(Kind.EMPTY, null)
                : new TakeAction(Kind.TAKE, operation.output());
    }

    boolean readOnly() {
        return kind == Kind.EMPTY;
    }

    boolean alwaysLegal() {
        return kind == Kind.PUT || kind == Kind.TAKE_UNKNOWN;
    }

    /** A take needs its value, and may need that others were taken before. */
    boolean explains(TakeAction effect) {
        return switch (kind) {
            case PUT -> effect.kind == Kind.TAKE && Objects.equals(value, effect.value);
            case TAKE, TAKE_UNKNOWN -> effect.kind == Kind.TAKE || effect.kind == Kind.EMPTY;
            case EMPTY -> false;
        };
    }
}
