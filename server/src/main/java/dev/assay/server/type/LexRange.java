package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;

import org.jspecify.annotations.Nullable;

/**
 * Members from one to another, by their bytes; a bound that is open is not among them.
 *
 * @param min null for none
 * @param max null for none
 * @param nothing whether the bounds are such that nothing is between them, as from + to -
 */
public record LexRange(
        @Nullable Bytes min,
        boolean minOpen,
        @Nullable Bytes max,
        boolean maxOpen,
        boolean nothing) {

    private static final String NOT_A_RANGE = "ERR min or max not valid string range item";

    /**
     * Reads bounds such as {@code [a}, {@code (a}, {@code -} and {@code +}.
     *
     * @throws CommandError if one is none of these
     */
    public static LexRange parse(Bytes min, Bytes max) {
        return new LexRange(
                name(min), isOpen(min), name(max), isOpen(max), min.is("+") || max.is("-"));
    }

    private static boolean isOpen(Bytes bound) {
        return bound.length() > 0 && bound.array()[0] == '(';
    }

    private static @Nullable Bytes name(Bytes bound) {
        if (bound.is("-") || bound.is("+")) {
            return null;
        }
        if (bound.length() == 0 || (bound.array()[0] != '[' && !isOpen(bound))) {
            throw new CommandError(NOT_A_RANGE);
        }
        return bound.from(1);
    }

    boolean contains(Bytes member) {
        if (nothing) {
            return false;
        }
        if (min != null) {
            int order = member.compareTo(min);
            if (order < 0 || (order == 0 && minOpen)) {
                return false;
            }
        }
        if (max != null) {
            int order = member.compareTo(max);
            return order < 0 || (order == 0 && !maxOpen);
        }
        return true;
    }
}
