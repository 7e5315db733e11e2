package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The argument of a compare-and-set: set {@code to} if the value is {@code from}. */
record CasArgument(@Nullable Object from, @Nullable Object to) {

    static CasArgument of(@Nullable Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return new CasArgument(pair.get(0), pair.get(1));
        }
        throw new IllegalArgumentException(
                "value of cas " + value + ": expected a list [from, to]");
    }
}
