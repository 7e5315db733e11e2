package dev.assay.checker.engine;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Register;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;

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
        MULTI_REGISTER,
        COUNTER,
        UNIT_COUNTER,
        SET,
        DISTINCT_SET,
        GROWING_SET,
        FIFO_QUEUE,
        DISTINCT_FIFO_QUEUE,
        UNORDERED_QUEUE,
        STACK,
        DISTINCT_STACK,
        MUTEX,
        APPEND_LIST,
        STRING_APPEND;

        private boolean distinct() {
            return name().startsWith("DISTINCT") || this == GROWING_SET;
        }
    }

    private static final int VALUES = 3;

    private final Random random;
    private final Kind kind;
    private final int operationsMax;
    private final int infoPercent;

    private Object register;
    private long number;
    private boolean held;
    private final TreeSet<Long> set = new TreeSet<>();
    private final Deque<Object> items = new ArrayDeque<>();
    private final Map<String, Object> registers = new HashMap<>();
    private long fresh;

    RandomHistories(Kind kind, long seed, int operationsMax) {
        this.random = new Random(seed);
        this.kind = kind;
        this.operationsMax = operationsMax;
        this.infoPercent = random.nextInt(3) * 20;
    }

    List<Operation> next() {
        int count = 1 + random.nextInt(operationsMax);
        int span = 2 + random.nextInt(3 * count);
        register = kind == Kind.STRING_APPEND ? "" : null;
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(draft(span));
        }
        drafts.stream().sorted((a, b) -> Double.compare(a.effect, b.effect)).forEach(this::apply);
        for (int spoils = random.nextInt(4); spoils > 0; spoils--) {
            spoil(drafts, drafts.get(random.nextInt(count)));
        }
        if (random.nextInt(3) == 0) {
            hint(drafts);
        }
        List<Operation> operations = new ArrayList<>();
        drafts.sort((a, b) -> Long.compare(a.invoke, b.invoke));
        for (Draft draft : drafts) {
            operations.add(draft.operation(operations.size()));
        }
        return operations;
    }

    /** Most say at which place of the log they took effect; not all of it is true. */
    private void hint(List<Draft> drafts) {
        drafts.sort((a, b) -> Double.compare(a.effect, b.effect));
        for (int i = 0; i < drafts.size(); i++) {
            boolean says = drafts.get(i).outcome == EventType.OK && random.nextInt(8) > 0;
            drafts.get(i).raftIndex =
                    says ? random.nextInt(16) > 0 ? i : random.nextInt(9) : Event.NO_INDEX;
        }
    }

    private Draft draft(int span) {
        Draft draft = new Draft();
        draft.invoke = random.nextInt(span);
        draft.ret = draft.invoke + random.nextInt(Math.max(span / 2, 1));
        draft.outcome = random.nextInt(100) < infoPercent ? EventType.INFO : EventType.OK;
        boolean happens = draft.outcome == EventType.OK || random.nextBoolean();
        double end = draft.outcome == EventType.OK ? draft.ret : 2.0 * span;
        draft.effect = happens
                ? draft.invoke + random.nextDouble() * (end - draft.invoke)
                : Double.MAX_VALUE;
        draft.f = function(random.nextInt(10));
        return draft;
    }

    private String function(int roll) {
        return switch (kind) {
            case STRING_APPEND -> roll < 4 ? "get" : roll < 8 ? "append" : "put";
            case REGISTER, DISTINCT_REGISTER -> roll < 6 ? "read" : "write";
            case CAS_REGISTER, DISTINCT_CAS_REGISTER ->
                roll < 4 ? "read" : roll < 6 ? "write" : "cas";
            case MULTI_REGISTER -> "txn";
            case COUNTER, UNIT_COUNTER -> roll < 5 ? "read" : roll < 8 ? "add" : "incr";
            case SET -> roll < 3 ? "add" : roll < 6 ? "remove" : roll < 8 ? "contains" : "read";
            case DISTINCT_SET -> roll < 4 ? "add" : roll < 7 ? "remove" : "contains";
            case GROWING_SET -> roll < 5 ? "add" : "read";
            case FIFO_QUEUE, DISTINCT_FIFO_QUEUE, UNORDERED_QUEUE ->
                roll < 5 ? "enqueue" : "dequeue";
            case STACK, DISTINCT_STACK -> roll < 5 ? "push" : "pop";
            case MUTEX -> roll < 5 ? "acquire" : "release";
            case APPEND_LIST -> roll < 5 ? "append" : "read";
        };
    }

    private void apply(Draft draft) {
        boolean happens = draft.effect < Double.MAX_VALUE;
        switch (draft.f) {
            case "read" -> draft.output = read();
            case "get" -> draft.output = register;
            case "write", "put" -> {
                draft.input = value();
                register = happens ? draft.input : register;
            }
            case "cas" -> cas(draft, happens);
            case "txn" -> transaction(draft, happens);
            case "add", "incr" -> {
                draft.input = kind.name().endsWith("SET") ? element() : (Object) delta();
                if (happens) {
                    number += kind.name().endsWith("SET") ? 0 : (Long) draft.input;
                    boolean isNew = set.add((Long) draft.input);
                    draft.output = draft.f.equals("incr")
                            ? (Object) number
                            : kind.name().endsWith("SET") && random.nextBoolean() ? isNew : null;
                }
            }
            case "remove" -> {
                draft.input = element();
                boolean was = happens && set.remove((Long) draft.input);
                draft.output = random.nextInt(3) > 0 ? was : null;
            }
            case "contains" -> {
                draft.input = element();
                draft.output = set.contains((Long) draft.input);
            }
            case "acquire", "release" -> {
                if (happens && held == draft.f.equals("acquire") && random.nextInt(8) > 0) {
                    draft.f = held ? "release" : "acquire";
                }
                held = happens ? draft.f.equals("acquire") : held;
            }
            case "append" -> {
                draft.input = value();
                if (happens) {
                    register = register + "" + draft.input;
                    items.addLast(draft.input);
                }
            }
            case "enqueue", "push" -> {
                draft.input = value();
                if (happens) {
                    items.addLast(draft.input);
                }
            }
            default -> draft.output = happens ? taken(draft) : null;
        }
        if (draft.outcome != EventType.OK) {
            draft.output = null;
        }
    }

    private Object taken(Draft draft) {
        if (kind == Kind.UNORDERED_QUEUE && random.nextBoolean()) {
            Collections.shuffle((List<?>) new ArrayList<>(items), random);
            return items.pollLast();
        }
        return draft.f.equals("pop") ? items.pollLast() : items.pollFirst();
    }

    private Object read() {
        return switch (kind) {
            case COUNTER, UNIT_COUNTER -> number;
            case SET, GROWING_SET -> List.copyOf(set);
            case APPEND_LIST -> List.copyOf(items);
            default -> register;
        };
    }

    private void cas(Draft draft, boolean happens) {
        Object from = random.nextInt(3) > 0 ? register : value();
        Object to = value();
        draft.input = Arrays.asList(from, to);
        boolean same = Objects.equals(from, register);
        if (draft.outcome == EventType.OK && !same) {
            draft.outcome = EventType.FAIL;
            draft.error = random.nextInt(4) > 0 ? Register.CAS_MISMATCH : "refused";
        }
        if (happens && same) {
            register = to;
        }
    }

    private void transaction(Draft draft, boolean happens) {
        List<Object> asked = new ArrayList<>();
        List<Object> done = new ArrayList<>();
        for (int steps = 1 + random.nextInt(2); steps > 0; steps--) {
            String name = random.nextBoolean() ? "x" : "y";
            if (random.nextBoolean()) {
                asked.add(Arrays.asList("read", name, null));
                done.add(Arrays.asList("read", name, registers.get(name)));
            } else {
                Object value = value();
                asked.add(Arrays.asList("write", name, value));
                done.add(Arrays.asList("write", name, value));
                if (happens) {
                    registers.put(name, value);
                }
            }
        }
        draft.input = asked;
        draft.output = done;
    }

    private Long element() {
        return kind.distinct() && fresh < 4 && random.nextBoolean()
                ? ++fresh
                : (Long) (long) random.nextInt(VALUES);
    }

    private long delta() {
        return kind == Kind.UNIT_COUNTER ? 2 : random.nextInt(4) - 1;
    }

    private Object value() {
        if (kind == Kind.STRING_APPEND) {
            return String.valueOf((char) ('a' + random.nextInt(VALUES)));
        }
        return kind.distinct() ? ++fresh : (Object) (long) random.nextInt(VALUES);
    }

    private void spoil(List<Draft> drafts, Draft draft) {
        switch (random.nextInt(3)) {
            case 0 -> {
                long length = draft.ret - draft.invoke;
                draft.invoke = random.nextInt(20);
                draft.ret = draft.invoke + length;
            }
            case 1 -> draft.ret = draft.invoke;
            default -> {
                if (draft.outcome == EventType.OK) {
                    spoilResult(drafts, draft);
                }
            }
        }
    }

    private void spoilResult(List<Draft> drafts, Draft draft) {
        switch (draft.f) {
            case "get" -> draft.output = random.nextBoolean() ? value() : "" + value() + value();
            case "incr" -> draft.output = (Long) draft.output + random.nextInt(3) - 1;
            case "add", "remove", "contains" -> {
                if (draft.output instanceof Boolean was) {
                    draft.output = !was;
                }
            }
            case "read", "dequeue", "pop", "txn" -> {
                // What another one saw is more often nearly right than what nobody ever did.
                Draft other = drafts.get(random.nextInt(drafts.size()));
                if (other.f.equals(draft.f) && other.outcome == EventType.OK) {
                    draft.output = kind == Kind.MULTI_REGISTER ? draft.output : other.output;
                    draft.input = kind == Kind.MULTI_REGISTER ? draft.input : other.input;
                } else if (kind.name().endsWith("REGISTER") && kind != Kind.MULTI_REGISTER) {
                    draft.output =
                            random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(4);
                }
            }
            default -> {}
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
        long raftIndex = Event.NO_INDEX;

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
                    error,
                    raftIndex);
        }
    }
}
