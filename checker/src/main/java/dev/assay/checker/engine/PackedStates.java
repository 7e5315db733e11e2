package dev.assay.checker.engine;

import dev.assay.checker.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * States as the numbers of their {@linkplain Model#parts parts}, two to a word, in {@link Rows}:
 * smaller than the objects, and nothing that a garbage collector moves. The last ones asked for
 * are kept as objects, too.
 */
final class PackedStates<S> extends States<S> {

    private static final Object NULL = new Object();

    /** States kept as objects; a power of two. */
    private static final int KEPT = 1 << 8;

    /** A value, its number and an entry of the map. */
    private static final int VALUE_BYTES = 96;

    private final Model<S, ?> model;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final Map<Object, Integer> numberOfValue = new HashMap<>();

    /** How many parts each state has, and the row of {@link #parts} at which they begin. */
    private final Rows states = new Rows(2);

    private final Rows parts = new Rows(1);
    private final NumberIndex index = new NumberIndex();
    private int[] sought = new int[8];
    private final List<@Nullable S> kept = new ArrayList<>();
    private final int[] keptNumber = new int[KEPT];
    private long keptBytes;

    PackedStates(Model<S, ?> model) {
        this.model = model;
        Arrays.fill(keptNumber, NumberIndex.NONE);
        for (int i = 0; i < KEPT; i++) {
            kept.add(null);
        }
    }

    @Override
    S get(int number) {
        int slot = number & KEPT - 1;
        S known = kept.get(slot);
        if (known != null && keptNumber[slot] == number) {
            return known;
        }
        S state = unpacked(number);
        keep(number, state);
        return state;
    }

    @Override
    int number(S state) {
        int length = pack(state);
        long hash = NumberIndex.mix(partsInAnyOrder(length), state.hashCode());
        for (int n = index.first(hash); n != NumberIndex.NONE; n = index.next()) {
            // Equal states may have their parts in different orders.
            if (isSought(n, length) || unpacked(n).equals(state)) {
                return n;
            }
        }
        int number = states.size();
        index.add(number);
        states.add(new long[] {length, parts.size()});
        for (int i = 0; i < length; i += 2) {
            long second = i + 1 < length ? sought[i + 1] : 0;
            parts.add(second << Integer.SIZE | sought[i]);
        }
        keep(number, state);
        return number;
    }

    @Override
    long bytes() {
        return states.bytes() + parts.bytes() + otherBytes();
    }

    @Override
    long bytesSoon() {
        return states.bytesSoon() + parts.bytesSoon() + otherBytes();
    }

    private long otherBytes() {
        return index.bytes() + keptBytes + (long) VALUE_BYTES * values.size();
    }

    private void keep(int number, S state) {
        int slot = number & KEPT - 1;
        S before = kept.set(slot, state);
        keptNumber[slot] = number;
        keptBytes += model.bytesOf(state) - (before == null ? 0 : model.bytesOf(before));
    }

    /** Numbers of the state's parts in {@link #sought}, and how many. */
    private int pack(S state) {
        @Nullable Object[] apart = Objects.requireNonNull(model.parts(state), "parts");
        if (apart.length > sought.length) {
            sought = new int[2 * apart.length];
        }
        for (int i = 0; i < apart.length; i++) {
            sought[i] = numberOf(apart[i]);
        }
        return apart.length;
    }

    /**
     * A hash for all orders of these parts. The state's own hash knows the order, but where there is
     * none, as in a set, that is often the sum of small numbers, which thousands of states share.
     */
    private long partsInAnyOrder(int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += NumberIndex.mix(0, sought[i] + 1L);
        }
        return sum;
    }

    private int numberOf(@Nullable Object value) {
        Integer known = numberOfValue.putIfAbsent(value == null ? NULL : value, values.size());
        if (known != null) {
            return known;
        }
        values.add(value);
        return values.size() - 1;
    }

    private boolean isSought(int number, int length) {
        if (states.get(number, 0) != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) { // what differs differs at the end
            if (part(number, i) != sought[i]) {
                return false;
            }
        }
        return true;
    }

    private S unpacked(int number) {
        @Nullable Object[] apart = new Object[(int) states.get(number, 0)];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = values.get(part(number, i));
        }
        return model.ofParts(apart);
    }

    private int part(int number, int i) {
        long two = parts.get((int) states.get(number, 1) + i / 2, 0);
        return (int) (i % 2 == 0 ? two : two >>> Integer.SIZE);
    }
}
