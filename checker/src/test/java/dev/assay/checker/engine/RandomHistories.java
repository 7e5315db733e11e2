package dev.assay.checker.engine;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Register;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Small histories that are nearly linearizable: operations are applied to a real object at a random
 * moment of their interval, and then, sometimes, a result or an interval is changed. Everything
 * follows from the seed.
 */
final class RandomHistories {

    /** What the object can do. */
    enum Kind {
        REGISTER,
        DISTINCT_REGISTER,
        CAS_REGISTER,
        DISTINCT_CAS_REGISTER,
        STRING_APPEND
    }

    private final Random random;
    private final Kind kind;
    private final int operationsMax;
    private Object state;
    private long fresh;

    RandomHistories(Kind kind, long seed, int operationsMax) {
        this.random = new Random(seed);
        this.kind = kind;
        this.operationsMax = operationsMax;
    }

    List<Operation> next() {
        int count = 1 + random.nextInt(operationsMax);
        int span = 2 + random.nextInt(3 * count);
        int infoPercent = random.nextInt(3) * 20;
        state = kind == Kind.STRING_APPEND ? "" : null;
        fresh = 0;
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(draft(span, infoPercent));
        }
        drafts.stream().sorted((a, b) -> Double.compare(a.effect, b.effect)).forEach(this::apply);
        for (int spoils = random.nextInt(4); spoils > 0; spoils--) {
            spoil(drafts.get(random.nextInt(count)));
        }
        List<Operation> operations = new ArrayList<>();
        drafts.sort((a, b) -> Long.compare(a.invoke, b.invoke));
        for (Draft draft : drafts) {
            operations.add(draft.operation(operations.size()));
        }
        return operations;
    }

    private Draft draft(int span, int infoPercent) {
        Draft draft = new Draft();
        draft.invoke = random.nextInt(span);
        draft.ret = draft.invoke + random.nextInt(Math.max(span / 2, 1));
        draft.outcome = random.nextInt(100) < infoPercent ? EventType.INFO : EventType.OK;
        boolean happens = draft.outcome == EventType.OK || random.nextBoolean();
        double end = draft.outcome == EventType.OK ? draft.ret : 2.0 * span;
        draft.effect = happens
                ? draft.invoke + random.nextDouble() * (end - draft.invoke)
                : Double.MAX_VALUE;
        int roll = random.nextInt(10);
        if (kind == Kind.STRING_APPEND) {
            draft.f = roll < 4 ? "get" : roll < 8 ? "append" : "put";
        } else if (kind == Kind.REGISTER || kind == Kind.DISTINCT_REGISTER) {
            draft.f = roll < 6 ? "read" : "write";
        } else {
            draft.f = roll < 4 ? "read" : roll < 6 ? "write" : "cas";
        }
        return draft;
    }

    private void apply(Draft draft) {
        boolean happens = draft.effect < Double.MAX_VALUE;
        switch (draft.f) {
            case "read", "get" -> draft.output = draft.outcome == EventType.OK ? state : null;
            case "write", "put", "append" -> {
                draft.input = value();
                if (happens) {
                    state = draft.f.equals("append") ? state + "" + draft.input : draft.input;
                }
            }
            default -> cas(draft, happens);
        }
    }

    private void cas(Draft draft, boolean happens) {
        Object from = random.nextInt(3) > 0 ? state : value();
        Object to = value();
        draft.input = java.util.Arrays.asList(from, to);
        boolean same = java.util.Objects.equals(from, state);
        if (draft.outcome == EventType.OK && !same) {
            draft.outcome = EventType.FAIL;
            draft.error = random.nextInt(4) > 0 ? Register.CAS_MISMATCH : "refused";
        }
        if (happens && same) {
            state = to;
        }
    }

    private Object value() {
        return switch (kind) {
            case STRING_APPEND -> String.valueOf((char) ('a' + random.nextInt(3)));
            case DISTINCT_REGISTER, DISTINCT_CAS_REGISTER -> ++fresh;
            default -> (Object) (long) random.nextInt(3);
        };
    }

    private void spoil(Draft draft) {
        switch (random.nextInt(3)) {
            case 0 -> {
                long length = draft.ret - draft.invoke;
                draft.invoke = random.nextInt(20);
                draft.ret = draft.invoke + length;
            }
            case 1 -> draft.ret = draft.invoke;
            default -> {
                if (draft.outcome == EventType.OK && draft.f.equals("read")) {
                    draft.output =
                            random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(4);
                } else if (draft.outcome == EventType.OK && draft.f.equals("get")) {
                    draft.output = random.nextBoolean() ? value() : "" + value() + value();
                }
            }
        }
    }

    private static final class Draft {
        String f;
        Object input;
        Object output;
        long invoke;
        long ret;
        double effect;
        EventType outcome;
        String error;

        Operation operation(int index) {
            return new Operation(
                    index,
                    index,
                    f,
                    null,
                    input,
                    output,
                    invoke,
                    outcome == EventType.INFO ? Operation.NEVER : ret,
                    outcome,
                    null,
                    error);
        }
    }
}
