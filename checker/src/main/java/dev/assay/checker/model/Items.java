package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Values in a row, with the hash known: a state of a queue, a stack or a list. Immutable. */
public final class Items {

    static final Items NONE = new Items(new Object[0]);

    /** The object, the array's header, and a reference and a small value each. */
    private static final int BYTES = 48;

    private static final int BYTES_A_VALUE = 24;

    private final @Nullable Object[] values;
    private final int hash;

    private Items(@Nullable Object[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    static Items of(List<? extends @Nullable Object> values) {
        return new Items(values.toArray());
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    @Nullable
    Object first() {
        return values[0];
    }

    @Nullable
    Object last() {
        return values[values.length - 1];
    }

    Items plus(@Nullable Object value) {
        @Nullable Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        return new Items(more);
    }

    Items withoutFirst() {
        return new Items(Arrays.copyOfRange(values, 1, values.length));
    }

    Items withoutLast() {
        return new Items(Arrays.copyOf(values, values.length - 1));
    }

    boolean contains(@Nullable Object value) {
        return Arrays.asList(values).contains(value);
    }

    /** Whether the other one begins with all of these. */
    boolean isBeginningOf(Items other) {
        if (values.length > other.values.length) {
            return false;
        }
        for (int i = values.length - 1; i >= 0; i--) { // what differs differs at the end
            if (!Objects.equals(values[i], other.values[i])) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    Object[] parts() {
        return values.clone();
    }

    int bytes() {
        return BYTES + BYTES_A_VALUE * values.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Items items
                && hash == items.hash
                && Arrays.equals(values, items.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
