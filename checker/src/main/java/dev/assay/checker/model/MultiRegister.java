package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Several registers, read and written together at one moment. Function: {@code txn}, its value a
 * list of {@code [read KEY VALUE]} and {@code [write KEY VALUE]} (also {@code r} and {@code w}), in
 * their order. A state has the registers that are not missing.
 */
public final class MultiRegister implements Model<Map<Object, Object>, MultiRegister.Txn> {

    /** One step of a transaction; null is a missing value. */
    public record Step(
            boolean write, Object register, @Nullable Object value) {
        public Step {
            Objects.requireNonNull(register, "register");
        }
    }

    /** All that one transaction did and saw. */
    public record Txn(List<Step> steps) {
        public Txn {
            steps = List.copyOf(steps);
        }
    }

    private static final Set<String> FUNCTIONS = Set.of("txn");

    /** A map, and an entry with a small value. */
    private static final int BYTES = 120;

    private static final int BYTES_A_REGISTER = 64;

    private final Map<Object, Object> initial;

    /** Begins with these values; the others are missing. */
    public MultiRegister(Map<String, Object> initial) {
        this.initial = Map.copyOf(initial);
    }

    /** Of {@code x=0,y=0}; null for none. */
    static MultiRegister of(@Nullable String initial) {
        Map<String, Object> values = new HashMap<>();
        for (String pair : initial == null ? List.<String>of() : List.of(initial.split(",", -1))) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "model multi-register:" + initial + ": expected x=0,y=0 and the like");
            }
            Object value = Models.initial(pair.substring(equals + 1));
            if (value != null) {
                values.put(pair.substring(0, equals), value);
            }
        }
        return new MultiRegister(values);
    }

    @Override
    public String name() {
        return "multi-register";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Map<Object, Object> initial() {
        return initial;
    }

    @Override
    public @Nullable Txn action(Operation operation) {
        if (!FUNCTIONS.contains(operation.f())) {
            throw Functions.unknown(operation.f(), FUNCTIONS);
        }
        boolean ok = operation.outcome() == EventType.OK;
        List<Step> steps = steps(ok ? operation.output() : operation.input());
        return switch (operation.outcome()) {
            case OK -> new Txn(steps);
            case INFO -> new Txn(steps.stream().filter(Step::write).toList());
            default -> null;
        };
    }

    private static List<Step> steps(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("value " + value + ": expected a list of steps");
        }
        List<Step> steps = new ArrayList<>(list.size());
        for (Object element : list) {
            steps.add(step(element));
        }
        return steps;
    }

    private static Step step(@Nullable Object value) {
        if (value instanceof List<?> step
                && step.size() == 3
                && step.get(0) instanceof String f
                && step.get(1) != null) {
            switch (f.startsWith(":") ? f.substring(1) : f) {
                case "read", "r":
                    return new Step(false, named(step.get(1)), step.get(2));
                case "write", "w":
                    return new Step(true, named(step.get(1)), step.get(2));
                default:
            }
        }
        throw new IllegalArgumentException(
                "step " + value + ": expected [read KEY VALUE] or [write KEY VALUE]");
    }

    /** Keywords of EDN come with their colon; that {@code :x} and {@code x} are two is no one's wish. */
    private static Object named(Object register) {
        return register instanceof String name && name.startsWith(":")
                ? name.substring(1)
                : register.toString();
    }

    @Override
    public @Nullable Map<Object, Object> step(Map<Object, Object> state, Txn action) {
        Map<Object, Object> now = state;
        for (Step step : action.steps) {
            if (!step.write) {
                if (!Objects.equals(now.get(step.register), step.value)) {
                    return null;
                }
                continue;
            }
            now = now == state ? new HashMap<>(state) : now;
            if (step.value == null) {
                now.remove(step.register);
            } else {
                now.put(step.register, step.value);
            }
        }
        return now == state ? state : Collections.unmodifiableMap(now);
    }

    @Override
    public boolean readOnly(Txn action) {
        return action.steps.stream().noneMatch(Step::write);
    }

    @Override
    public boolean alwaysLegal(Txn action) {
        return action.steps.stream().allMatch(Step::write);
    }

    @Override
    public boolean explains(Txn cause, Txn effect) {
        return cause.steps.stream()
                .filter(Step::write)
                .anyMatch(write -> effect.steps.stream()
                        .anyMatch(read -> !read.write
                                && read.register.equals(write.register)
                                && Objects.equals(read.value, write.value)));
    }

    @Override
    public int bytesOf(Map<Object, Object> state) {
        return BYTES + BYTES_A_REGISTER * state.size();
    }

    /** Each register and its value. */
    @Override
    public @Nullable Object[] parts(Map<Object, Object> state) {
        List<Object> parts = new ArrayList<>();
        state.forEach((register, value) -> {
            parts.add(register);
            parts.add(value);
        });
        return parts.toArray();
    }

    @Override
    public Map<Object, Object> ofParts(@Nullable Object[] parts) {
        Map<Object, Object> state = new HashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            state.put(parts[i], parts[i + 1]);
        }
        return Collections.unmodifiableMap(state);
    }
}
