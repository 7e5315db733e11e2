package dev.assay.checker.engine;

import dev.assay.checker.model.RegisterAction;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * A register: a state is the number of its value, and a step a comparison. It counts who still
 * needs a value and who can still put it, so that the search does not overwrite a value that is
 * needed and cannot come back.
 */
final class RegisterSteps implements Steps {

    private static final int NONE = -1;

    private final RegisterAction.Kind[] kind;
    private final int[] expected;
    private final int[] put;
    private final int[] kindNumber;
    private final boolean[] readOnly;
    private final boolean[] requires;
    private final int[] needs;
    private final int[] puts;
    private final long bytes;

    RegisterSteps(@Nullable Object initial, Timeline<RegisterAction> timeline) {
        int count = timeline.size();
        kind = new RegisterAction.Kind[count];
        expected = new int[count];
        put = new int[count];
        kindNumber = new int[count];
        readOnly = new boolean[count];
        requires = new boolean[count];
        Map<Object, Integer> values = new HashMap<>();
        number(values, named(initial));
        Map<RegisterAction, Integer> kinds = new HashMap<>();
        for (int op = 0; op < count; op++) {
            RegisterAction action = timeline.actions.get(op);
            kind[op] = action.kind();
            expected[op] = action.kind() == RegisterAction.Kind.WRITE
                    ? NONE
                    : number(values, named(action.expected()));
            put[op] = action.puts() ? number(values, named(action.put())) : NONE;
            readOnly[op] = action.readOnly();
            requires[op] = action.requires();
            kindNumber[op] = timeline.optional(op) ? number(kinds, action) : NONE;
        }
        needs = new int[values.size()];
        puts = new int[values.size()];
        for (int op = 0; op < count; op++) {
            takenBack(op);
        }
        bytes = 24L * count + 80L * values.size();
    }

    @Override
    public int initial() {
        return 0;
    }

    @Override
    public int step(int op, int state) {
        return switch (kind[op]) {
            case READ -> state == expected[op] ? state : ILLEGAL;
            case WRITE -> put[op];
            case CAS -> state == expected[op] ? put[op] : ILLEGAL;
            case MISMATCH -> state == expected[op] ? ILLEGAL : state;
            case CAS_IF -> state == expected[op] ? put[op] : state;
        };
    }

    @Override
    public boolean readOnly(int op) {
        return readOnly[op];
    }

    @Override
    public boolean alwaysLegal(int op) {
        return kind[op] == RegisterAction.Kind.WRITE;
    }

    @Override
    public boolean overwrites(int op) {
        return put[op] != NONE;
    }

    @Override
    public boolean mayLeadTo(int state, int op) {
        return step(op, state) != ILLEGAL;
    }

    @Override
    public int kind(int op) {
        return kindNumber[op];
    }

    @Override
    public void placed(int op) {
        if (requires[op]) {
            needs[expected[op]]--;
        }
        if (put[op] != NONE) {
            puts[put[op]]--;
        }
    }

    @Override
    public void takenBack(int op) {
        if (requires[op]) {
            needs[expected[op]]++;
        }
        if (put[op] != NONE) {
            puts[put[op]]++;
        }
    }

    @Override
    public boolean hopeless(int from, int to) {
        return from != to && needs[from] > 0 && puts[from] == 0;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    private static <T> int number(Map<T, Integer> numbers, T thing) {
        Integer known = numbers.putIfAbsent(thing, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private static Object named(@Nullable Object value) {
        return value == null ? Missing.VALUE : value;
    }

    private enum Missing {
        VALUE
    }
}
