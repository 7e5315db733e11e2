package dev.assay.checker.evidence;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.RegisterAction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The simple reasons why an operation on a register cannot have had its result. */
final class RegisterReasons {

    private final @Nullable Object initial;
    private final Model<?, ?> model;
    private final List<Operation> all;
    private final List<Seen> failing;
    private final Wording wording;

    RegisterReasons(
            @Nullable Object initial,
            Model<?, ?> model,
            List<Operation> all,
            List<Operation> failing,
            Wording wording) {
        this.initial = initial;
        this.model = model;
        this.all = all;
        this.failing = seen(failing, model);
        this.wording = wording;
    }

    /** What contradicts the operation; null if it is not that simple. */
    @Nullable
    String of(Operation operation) {
        for (Seen suspect : failing) {
            if (suspect.operation.index() == operation.index() && !suspect.unknown()) {
                return suspect.action.requires()
                        ? sawWrongValue(suspect)
                        : suspect.action.kind() == RegisterAction.Kind.MISMATCH
                                ? missedValue(suspect)
                                : null;
            }
        }
        return null;
    }

    private @Nullable String sawWrongValue(Seen suspect) {
        Object value = suspect.action.expected();
        String name = Wording.value(value);
        List<Seen> writers = writers(put -> Objects.equals(put, value));
        boolean initially = Objects.equals(value, initial);
        if (writers.isEmpty() && !initially) {
            return "nothing ever wrote " + name;
        }
        Seen first = writers.isEmpty() ? null : writers.get(0);
        if (first != null && !initially && suspect.before(first)) {
            return name + " was not written before " + wording.sentence(first.operation);
        }
        Seen newer = lastBetween(writers, suspect, other -> !Objects.equals(other, value));
        if (newer == null) {
            return null;
        }
        return before(newer)
                + (value == null
                        ? " and nothing removed that after"
                        : " and nothing wrote " + name + " after");
    }

    private @Nullable String missedValue(Seen suspect) {
        Object value = suspect.action.expected();
        List<Seen> others = writers(put -> !Objects.equals(put, value));
        Seen newer = lastBetween(others, suspect, other -> Objects.equals(other, value));
        return newer == null ? null : before(newer) + " and nothing wrote another value after";
    }

    /** One that shows such a value, after all the writers and before the suspect, the latest. */
    private @Nullable Seen lastBetween(
            List<Seen> writers, Seen suspect, Predicate<@Nullable Object> shows) {
        Seen last = null;
        for (Seen candidate : failing) {
            if (candidate.showsValue()
                    && shows.test(candidate.value())
                    && candidate.before(suspect)
                    && writers.stream()
                            .allMatch(
                                    writer -> writer.before(candidate) || suspect.before(writer))) {
                last = candidate;
            }
        }
        return last;
    }

    private List<Seen> writers(Predicate<@Nullable Object> ofValue) {
        List<Seen> writers = new ArrayList<>();
        for (Operation operation : all) {
            if (model.action(operation) instanceof RegisterAction action
                    && action.puts()
                    && ofValue.test(action.put())) {
                writers.add(new Seen(operation, action));
            }
        }
        return writers;
    }

    private String before(Seen newer) {
        Operation operation = newer.operation;
        String when = wording.time(operation.returnNanos());
        return newer.action.puts()
                ? Wording.value(newer.value()) + " had been acknowledged to process "
                        + operation.process() + " at " + when
                : operation.f() + " by process " + operation.process() + " had returned "
                        + Wording.value(newer.value()) + " at " + when;
    }

    private static List<Seen> seen(List<Operation> operations, Model<?, ?> model) {
        List<Seen> seen = new ArrayList<>();
        for (Operation operation : operations) {
            if (model.action(operation) instanceof RegisterAction action) {
                seen.add(new Seen(operation, action));
            }
        }
        return seen;
    }

    private record Seen(Operation operation, RegisterAction action) {

        boolean unknown() {
            return operation.outcome() == EventType.INFO;
        }

        boolean before(Seen other) {
            return operation.returnNanos() < other.operation.invokeNanos();
        }

        /** Whether at some moment of it the value was {@link #value} for sure. */
        boolean showsValue() {
            return !unknown() && action.kind() != RegisterAction.Kind.MISMATCH;
        }

        @Nullable
        Object value() {
            return action.puts() ? action.put() : action.expected();
        }
    }
}
