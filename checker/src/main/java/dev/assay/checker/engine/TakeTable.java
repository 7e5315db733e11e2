package dev.assay.checker.engine;

import dev.assay.checker.model.TakeAction;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A timeline of puts and takes, by value: when each was put in and when it was taken out. Values are
 * numbered; what cannot have happened or does not matter is left out.
 */
final class TakeTable {

    static final int NONE = -1;

    /** An entry of a map, and what the monitors have: some twenty numbers. */
    private static final long BYTES_A_VALUE = 160;

    /** What can be said at once. */
    enum State {
        /** Each value was put once and taken at most once. */
        DISTINCT,
        /** A value was put twice: the table says nothing. */
        NOT_DISTINCT,
        /** What was taken had never been put, or was taken twice, or before it was put. */
        ILLEGAL
    }

    final Timeline<TakeAction> timeline;

    /** Behind all ranks: the call of a take that never was. */
    final int end;

    State state = State.DISTINCT;

    /** In the state {@link State#ILLEGAL}, operations that show it alone. */
    int[] culprits = new int[0];

    /** By value: the operations, {@link #NONE} where there is none. */
    int[] put;

    int[] take;
    int values;

    /** Takes that saw nothing, and unknown ones, in the order of invocation. */
    int[] empties;

    int emptyCount;
    int[] unknowns;
    int unknownCount;

    TakeTable(Timeline<TakeAction> timeline, Limit limit) {
        this.timeline = timeline;
        int count = timeline.size();
        this.end = 2 * count + 1;
        this.put = new int[count];
        this.take = new int[count];
        this.empties = new int[count];
        this.unknowns = new int[count];
        read(count, limit);
        if (state == State.DISTINCT) {
            dropUnseen();
        }
    }

    /** Where these values alone show that there is no order, their operations. */
    int[] operations(int... some) {
        int[] ops = new int[2 * some.length];
        int count = 0;
        for (int value : some) {
            if (put[value] != NONE) {
                ops[count++] = put[value];
            }
            if (take[value] != NONE) {
                ops[count++] = take[value];
            }
        }
        return Arrays.copyOf(ops, count);
    }

    private void read(int count, Limit limit) {
        Map<@Nullable Object, Integer> numbers = new HashMap<>();
        int twice = NONE;
        int firstTake = NONE;
        for (int op = 0; op < count; op++) {
            Exhausted.check(limit, op);
            TakeAction action = timeline.actions.get(op);
            switch (action.kind()) {
                case EMPTY -> empties[emptyCount++] = op;
                case TAKE_UNKNOWN -> unknowns[unknownCount++] = op;
                case PUT -> {
                    int value = number(numbers, action.value());
                    if (put[value] != NONE) {
                        state = State.NOT_DISTINCT;
                        return;
                    }
                    put[value] = op;
                }
                case TAKE -> {
                    int value = number(numbers, action.value());
                    if (take[value] != NONE) {
                        state = State.ILLEGAL; // unless it was put twice
                        twice = value;
                        firstTake = take[value];
                    }
                    take[value] = op;
                }
            }
        }
        if (state == State.ILLEGAL) {
            culprits = Arrays.copyOf(operations(twice), operations(twice).length + 1);
            culprits[culprits.length - 1] = firstTake;
        }
    }

    private int number(Map<@Nullable Object, Integer> numbers, @Nullable Object value) {
        Integer known = numbers.putIfAbsent(value, values);
        if (known != null) {
            return known;
        }
        put[values] = NONE;
        take[values] = NONE;
        return values++;
    }

    /** Nobody misses an unknown put that nobody took. */
    private void dropUnseen() {
        int kept = 0;
        for (int value = 0; value < values; value++) {
            if (take[value] != NONE
                    && (put[value] == NONE
                            || timeline.ret[take[value]] < timeline.call[put[value]])) {
                state = State.ILLEGAL;
                culprits = operations(value);
                return;
            }
            if (take[value] != NONE || !timeline.optional(put[value])) {
                put[kept] = put[value];
                take[kept++] = take[value];
            }
        }
        values = kept;
        put = Arrays.copyOf(put, values);
        take = Arrays.copyOf(take, values);
    }

    int putCall(int value) {
        return timeline.call[put[value]];
    }

    int putReturn(int value) {
        return timeline.ret[put[value]];
    }

    /** {@link #end} for a value that was not taken. */
    int takeCall(int value) {
        return take[value] == NONE ? end : timeline.call[take[value]];
    }

    int takeReturn(int value) {
        return take[value] == NONE ? Timeline.OPEN : timeline.ret[take[value]];
    }

    /** Whether there is a moment at which the value was in for sure. */
    boolean isSurelyIn(int value) {
        return putReturn(value) < takeCall(value);
    }

    /** The values by the return of their put, the unknown ones last. */
    int[] byPutReturn() {
        long[] keys = new long[values];
        for (int value = 0; value < values; value++) {
            keys[value] = (long) putReturn(value) << Integer.SIZE | value;
        }
        Arrays.sort(keys);
        int[] sorted = new int[values];
        for (int i = 0; i < values; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    /**
     * Lets the unknown takes take what nobody took, the first put by the first invoked: whatever else
     * they could have done leaves values in for longer (exchange two, and see).
     */
    void spendUnknowns() {
        int next = 0;
        for (int value : byPutReturn()) {
            if (take[value] == NONE && next < unknownCount) {
                take[value] = unknowns[next++];
            }
        }
    }

    static long bytes(int size) {
        return BYTES_A_VALUE * size;
    }
}
