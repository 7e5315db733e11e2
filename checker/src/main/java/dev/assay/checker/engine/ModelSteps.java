package dev.assay.checker.engine;

import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Any model: states and actions are numbered as they are met, and small transition tables remember
 * what the model said (Knossos calls it memoization).
 */
final class ModelSteps<S, A> implements Steps {

    /** Tables grow up to this many entries in all; beyond, the model is asked again. */
    private static final int TABLE_ENTRIES_MAX = 1 << 22;

    /** The part of the memory that is for tables. */
    private static final int TABLE_PART = 16;

    private static final int NOT_ASKED = -2;

    private final Model<S, A> model;
    private final List<A> actions = new ArrayList<>();
    private final int[] kinds;
    private final boolean[] readOnly;
    private final boolean[] overwrites;
    private final boolean[] alwaysLegal;
    private final States<S> states;
    private final int[][] tables;
    private final long tableEntriesMax;
    private long tableEntries;

    ModelSteps(Model<S, A> model, Timeline<A> timeline, long bytesMax) {
        this.model = model;
        this.tableEntriesMax = Math.min(TABLE_ENTRIES_MAX, bytesMax / TABLE_PART / Integer.BYTES);
        this.states = States.of(model);
        this.kinds = new int[timeline.size()];
        Map<A, Integer> kindOf = new HashMap<>();
        for (int op = 0; op < kinds.length; op++) {
            A action = timeline.actions.get(op);
            kinds[op] = kindOf.computeIfAbsent(action, fresh -> {
                actions.add(fresh);
                return actions.size() - 1;
            });
        }
        this.readOnly = new boolean[actions.size()];
        this.overwrites = new boolean[actions.size()];
        this.alwaysLegal = new boolean[actions.size()];
        for (int kind = 0; kind < readOnly.length; kind++) {
            readOnly[kind] = model.readOnly(actions.get(kind));
            alwaysLegal[kind] = model.alwaysLegal(actions.get(kind));
            overwrites[kind] = model.overwrites(actions.get(kind));
        }
        this.tables = new int[actions.size()][0];
        states.number(model.initial());
    }

    @Override
    public int initial() {
        return 0;
    }

    @Override
    public int step(int op, int state) {
        int kind = kinds[op];
        int[] table = tables[kind];
        if (state < table.length && table[state] != NOT_ASKED) {
            return table[state];
        }
        S next = model.step(states.get(state), actions.get(kind));
        int number = next == null ? ILLEGAL : states.number(next);
        remember(kind, state, number);
        return number;
    }

    @Override
    public boolean readOnly(int op) {
        return readOnly[kinds[op]];
    }

    @Override
    public boolean alwaysLegal(int op) {
        return alwaysLegal[kinds[op]];
    }

    @Override
    public boolean overwrites(int op) {
        return overwrites[kinds[op]];
    }

    @Override
    public boolean mayLeadTo(int state, int op) {
        return model.mayLeadTo(states.get(state), actions.get(kinds[op]));
    }

    @Override
    public int kind(int op) {
        return kinds[op];
    }

    @Override
    public long bytes() {
        return states.bytes() + Integer.BYTES * tableEntries;
    }

    @Override
    public long bytesSoon() {
        return states.bytesSoon() + Integer.BYTES * tableEntries;
    }

    private void remember(int kind, int state, int next) {
        int length = tables[kind].length;
        if (state >= length) {
            int wanted = Math.max(8, Integer.highestOneBit(state) * 2);
            if (tableEntries + wanted - length > tableEntriesMax) {
                return;
            }
            tables[kind] = Arrays.copyOf(tables[kind], wanted);
            Arrays.fill(tables[kind], length, wanted, NOT_ASKED);
            tableEntries += wanted - length;
        }
        tables[kind][state] = next;
    }
}
