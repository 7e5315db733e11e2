package dev.assay.checker.engine;

import dev.assay.checker.model.RegisterAction;

import java.util.HashMap;
import java.util.Map;

/**
 * A register for the search: a state is the number of its value, and a step a comparison. It counts
 * who still needs a value and who can still put it, so that the search does not overwrite a value
 * that is needed and cannot come back.
 */
final class RegisterSteps implements Steps {

    private final RegisterTable table;
    private final int[] kind;
    private final int[] needs;
    private final int[] puts;

    RegisterSteps(RegisterTable table) {
        this.table = table;
        this.kind = new int[table.size()];
        this.needs = new int[table.values];
        this.puts = new int[table.values];
        Map<RegisterAction, Integer> kinds = new HashMap<>();
        for (int op = 0; op < table.size(); op++) {
            takenBack(op);
            Integer known = kinds.putIfAbsent(table.timeline.actions.get(op), kinds.size());
            kind[op] = known == null ? kinds.size() - 1 : known;
        }
    }

    @Override
    public int initial() {
        return RegisterTable.INITIAL;
    }

    @Override
    public int step(int op, int state) {
        int expected = table.expected[op];
        return switch (table.kind[op]) {
            case READ -> state == expected ? state : ILLEGAL;
            case WRITE -> table.put[op];
            case CAS -> state == expected ? table.put[op] : ILLEGAL;
            case MISMATCH -> state == expected ? ILLEGAL : state;
            case CAS_IF -> state == expected ? table.put[op] : state;
        };
    }

    @Override
    public boolean readOnly(int op) {
        return table.readOnly(op);
    }

    @Override
    public boolean alwaysLegal(int op) {
        return table.kind[op] == RegisterAction.Kind.WRITE;
    }

    @Override
    public boolean overwrites(int op) {
        return !table.readOnly(op);
    }

    @Override
    public boolean mayLeadTo(int state, int op) {
        return step(op, state) != ILLEGAL;
    }

    @Override
    public int kind(int op) {
        return kind[op];
    }

    @Override
    public void placed(int op) {
        if (table.requires(op)) {
            needs[table.expected[op]]--;
        }
        if (table.put[op] != RegisterTable.NONE) {
            puts[table.put[op]]--;
        }
    }

    @Override
    public void takenBack(int op) {
        if (table.requires(op)) {
            needs[table.expected[op]]++;
        }
        if (table.put[op] != RegisterTable.NONE) {
            puts[table.put[op]]++;
        }
    }

    @Override
    public boolean hopeless(int from, int to) {
        return from != to && needs[from] > 0 && puts[from] == 0;
    }

    @Override
    public long bytes() {
        return table.bytes() + (long) Integer.BYTES * (kind.length + 2L * needs.length);
    }
}
