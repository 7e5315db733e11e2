package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One value, read and written; with {@link FailedCas} also compared and set. A state is the value,
 * empty while it is missing. Functions: {@code read} (its result a value or null), {@code write}
 * (its argument a value), {@code cas} (its argument a list {@code [from, to]}).
 */
public final class Register implements Model<Optional<Object>, RegisterAction> {

    /** The error of a failed cas whose comparison the server answered to have failed. */
    public static final String CAS_MISMATCH = "cas-mismatch";

    /** What is concluded from a cas that failed with {@link #CAS_MISMATCH}. */
    public enum FailedCas {
        /** The value was not {@code from} at some moment of the operation. */
        OBSERVES,
        /** Nothing: it did not happen (Knossos). */
        SAYS_NOTHING
    }

    private final String name;
    private final Set<String> functions;
    private final Optional<Object> initial;
    private final FailedCas failedCas;
    private final boolean readsNothing;

    private Register(
            String name, Set<String> functions, @Nullable Object initial, FailedCas failedCas) {
        this(name, functions, initial, failedCas, true);
    }

    private Register(
            String name,
            Set<String> functions,
            @Nullable Object initial,
            FailedCas failedCas,
            boolean readsNothing) {
        this.name = name;
        this.readsNothing = readsNothing;
        this.functions = functions;
        this.initial = Optional.ofNullable(initial);
        this.failedCas = failedCas;
    }

    /** Reads and writes only. */
    public static Register register(@Nullable Object initial) {
        return new Register("register", Set.of("read", "write"), initial, FailedCas.SAYS_NOTHING);
    }

    /** Reads, writes, compare-and-set. */
    public static Register casRegister(@Nullable Object initial, FailedCas failedCas) {
        return new Register(
                failedCas == FailedCas.OBSERVES ? "cas-register" : "cas-register-lax",
                Set.of("read", "write", "cas"),
                initial,
                failedCas);
    }

    /**
     * As Knossos has it: a failed cas says nothing, and a read of nothing neither, so that a value
     * is never known to be missing.
     */
    public static Register knossosCasRegister(@Nullable Object initial) {
        return new Register(
                "cas-register-knossos",
                Set.of("read", "write", "cas"),
                initial,
                FailedCas.SAYS_NOTHING,
                false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> functions() {
        return functions;
    }

    @Override
    public Optional<Object> initial() {
        return initial;
    }

    @Override
    public @Nullable RegisterAction action(Operation operation) {
        if (!functions.contains(operation.f())) {
            throw Functions.unknown(operation.f(), functions);
        }
        EventType outcome = operation.outcome();
        return switch (operation.f()) {
            case "read" ->
                outcome == EventType.OK && (readsNothing || operation.output() != null)
                        ? RegisterAction.read(operation.output())
                        : null;
            case "write" ->
                outcome == EventType.FAIL ? null : RegisterAction.write(operation.input());
            default -> cas(operation, CasArgument.of(operation.input()));
        };
    }

    private @Nullable RegisterAction cas(Operation operation, CasArgument argument) {
        return switch (operation.outcome()) {
            case OK -> RegisterAction.cas(argument.from(), argument.to());
            case INFO -> RegisterAction.casIf(argument.from(), argument.to());
            default ->
                failedCas == FailedCas.OBSERVES && CAS_MISMATCH.equals(operation.error())
                        ? RegisterAction.mismatch(argument.from())
                        : null;
        };
    }

    @Override
    public @Nullable Optional<Object> step(Optional<Object> state, RegisterAction action) {
        Object value = state.orElse(null);
        boolean same = Objects.equals(value, action.expected());
        return switch (action.kind()) {
            case READ -> same ? state : null;
            case WRITE -> Optional.ofNullable(action.put());
            case CAS -> same ? Optional.ofNullable(action.put()) : null;
            case MISMATCH -> same ? null : state;
            case CAS_IF -> same ? Optional.ofNullable(action.put()) : state;
        };
    }

    @Override
    public boolean readOnly(RegisterAction action) {
        return action.readOnly();
    }

    @Override
    public boolean alwaysLegal(RegisterAction action) {
        return action.kind() == RegisterAction.Kind.WRITE;
    }

    @Override
    public boolean overwrites(RegisterAction action) {
        return action.kind() == RegisterAction.Kind.WRITE
                || action.kind() == RegisterAction.Kind.CAS;
    }

    @Override
    public boolean explains(RegisterAction cause, RegisterAction effect) {
        if (!cause.puts() || effect.kind() == RegisterAction.Kind.WRITE) {
            return false;
        }
        boolean same = Objects.equals(cause.put(), effect.expected());
        return same != (effect.kind() == RegisterAction.Kind.MISMATCH);
    }
}
