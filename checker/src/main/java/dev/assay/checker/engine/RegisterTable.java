package dev.assay.checker.engine;

import dev.assay.checker.model.RegisterAction;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** A timeline of register actions with values as small numbers; 0 is the initial value. */
final class RegisterTable {

    static final int NONE = -1;

    static final int INITIAL = 0;

    /** The arrays, and a share of a map. */
    private static final long BYTES_AN_OPERATION = 13;

    private static final long BYTES_A_VALUE = 80;

    final Timeline<RegisterAction> timeline;
    final RegisterAction.Kind[] kind;

    /** The value seen (or, for a mismatch, not seen); {@link #NONE} for a write. */
    final int[] expected;

    /** The value left behind; {@link #NONE} where there is none. */
    final int[] put;

    /** Number of different values. */
    final int values;

    RegisterTable(@Nullable Object initial, Timeline<RegisterAction> timeline, Limit limit) {
        this.timeline = timeline;
        int count = timeline.size();
        kind = new RegisterAction.Kind[count];
        expected = new int[count];
        put = new int[count];
        Map<Object, Integer> numbers = new HashMap<>();
        number(numbers, initial);
        for (int op = 0; op < count; op++) {
            Exhausted.check(limit, op);
            RegisterAction action = timeline.actions.get(op);
            kind[op] = action.kind();
            expected[op] = action.kind() == RegisterAction.Kind.WRITE
                    ? NONE
                    : number(numbers, action.expected());
            put[op] = action.puts() ? number(numbers, action.put()) : NONE;
        }
        values = numbers.size();
    }

    int size() {
        return kind.length;
    }

    /** Whether it leaves every state as it was. */
    boolean readOnly(int op) {
        return put[op] == NONE || put[op] == expected[op];
    }

    /** Whether it can have happened only while the state was {@link #expected}. */
    boolean requires(int op) {
        return kind[op] == RegisterAction.Kind.READ || kind[op] == RegisterAction.Kind.CAS;
    }

    long bytes() {
        return BYTES_AN_OPERATION * size() + BYTES_A_VALUE * values;
    }

    private static int number(Map<Object, Integer> numbers, @Nullable Object value) {
        Integer known = numbers.putIfAbsent(value == null ? Missing.VALUE : value, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private enum Missing {
        VALUE
    }
}
