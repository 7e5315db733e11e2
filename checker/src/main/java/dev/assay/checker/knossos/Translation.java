package dev.assay.checker.knossos;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.FifoQueue;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.MultiRegister;
import dev.assay.checker.model.Mutex;
import dev.assay.checker.model.RegisterAction;
import dev.assay.checker.model.TakeAction;
import dev.assay.checker.model.UnorderedQueue;
import dev.assay.checker.model.ValueSet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A question as Knossos understands it, in EDN: a model and a history of maps. What our models and
 * Knossos' mean is not the same everywhere, so it is the models' actions that are translated, and
 * not the words of the file:
 *
 * <ul>
 *   <li>A missing value is {@code :assay/missing}, in reads, writes and the initial value alike,
 *       since for Knossos a read of nil says nothing.
 *   <li>What surely did not happen is left out; a failed cas that was an observation becomes a
 *       {@code :mismatch} that was ok, since Knossos deletes what failed.
 *   <li>What has an unknown outcome has no completion. Its process does not act again, nor does one
 *       that is busy still: whoever comes then is a new process.
 *   <li>Of one nanosecond, invocations come before completions: intervals are closed.
 * </ul>
 */
final class Translation {

    /** What Knossos' models cannot say. */
    static final class UntranslatableException extends Exception {
        private static final long serialVersionUID = 1L;

        UntranslatableException(String message) {
            super(message);
        }
    }

    private static final String MISSING = ":assay/missing";

    private final List<String> events = new ArrayList<>();
    private final Map<Long, Long> processes = new HashMap<>();
    private final Set<Long> busy = new HashSet<>();
    private final Map<Operation, Long> processOf = new HashMap<>();
    private long nextProcess;

    private Translation() {}

    /**
     * {@code {:model [NAME ARGUMENT] :history [OP ...]}}, of operations on one object.
     *
     * @throws UntranslatableException if no model of Knossos is this one, saying why
     */
    static <S, A> String of(List<Operation> operations, Model<S, A> model)
            throws UntranslatableException {
        List<Call> calls = new ArrayList<>();
        List<A> actions = new ArrayList<>();
        for (Operation operation : operations) {
            A action = model.action(operation);
            boolean unknown = operation.outcome() == EventType.INFO;
            if (action != null && !(unknown && model.readOnly(action))) {
                actions.add(action);
                calls.add(call(operation, action, model));
            }
        }
        String form = form(model, actions);
        return "{:model " + form + "\n :history [" + new Translation().history(calls) + "]}\n";
    }

    /** An operation in Knossos' words; argument and result are EDN. */
    private record Call(Operation operation, String f, String argument, String result) {}

    private static Call call(Operation operation, Object action, Model<?, ?> model)
            throws UntranslatableException {
        if (action instanceof RegisterAction register) {
            return register(operation, register);
        }
        if (action instanceof MultiRegister.Txn txn) {
            String steps = txn.steps().stream()
                    .map(step -> "[" + (step.write() ? ":write " : ":read ")
                            + Edn.of(step.register()) + " " + orMissing(step.value()) + "]")
                    .collect(Collectors.joining(" ", "[", "]"));
            return new Call(operation, ":txn", steps, steps);
        }
        if (action instanceof Boolean acquire && model instanceof Mutex) {
            return new Call(operation, acquire ? ":acquire" : ":release", "nil", "nil");
        }
        if (action instanceof ValueSet.Action set) {
            return set(operation, set);
        }
        if (action instanceof TakeAction take
                && (model instanceof FifoQueue || model instanceof UnorderedQueue)) {
            return take(operation, take);
        }
        throw new UntranslatableException("it has no model " + model.name());
    }

    private static Call register(Operation operation, RegisterAction action) {
        String expected = orMissing(action.expected());
        String put = orMissing(action.put());
        return switch (action.kind()) {
            case READ -> new Call(operation, ":read", "nil", expected);
            case WRITE -> new Call(operation, ":write", put, put);
            case CAS, CAS_IF -> {
                String pair = "[" + expected + " " + put + "]";
                yield new Call(operation, ":cas", pair, pair);
            }
            case MISMATCH -> new Call(operation, ":mismatch", expected, expected);
        };
    }

    private static Call set(Operation operation, ValueSet.Action action)
            throws UntranslatableException {
        if (action.kind() == ValueSet.Kind.READ) {
            String all = action.all().stream()
                    .map(Edn::of)
                    .sorted()
                    .collect(Collectors.joining(" ", "#{", "}"));
            return new Call(operation, ":read", "nil", all);
        }
        if (action.kind() == ValueSet.Kind.ADD && action.seen() == null) {
            String element = Edn.of(action.element());
            return new Call(operation, ":add", element, element);
        }
        throw new UntranslatableException(
                "its set knows add and read, and not " + operation.f() + " with an answer");
    }

    private static Call take(Operation operation, TakeAction action)
            throws UntranslatableException {
        return switch (action.kind()) {
            case PUT -> {
                String value = Edn.of(action.value());
                yield new Call(operation, ":enqueue", value, value);
            }
            case TAKE -> new Call(operation, ":dequeue", "nil", Edn.of(action.value()));
            case EMPTY ->
                throw new UntranslatableException(
                        "its queues do not know a dequeue that found nothing");
            // It would have to be a dequeue of nil, which nobody put in.
            case TAKE_UNKNOWN ->
                throw new UntranslatableException(
                        "its queues do not know a dequeue that may have taken something");
        };
    }

    private static <A> String form(Model<?, A> model, List<A> actions)
            throws UntranslatableException {
        if (model instanceof Mutex) {
            return "[:mutex]";
        }
        if (model instanceof ValueSet) {
            return "[:set]";
        }
        if (model instanceof FifoQueue) {
            return "[:fifo-queue]";
        }
        if (model instanceof UnorderedQueue) {
            return "[:unordered-queue]";
        }
        if (model instanceof MultiRegister registers) {
            return "[:multi-register " + registers(registers, actions) + "]";
        }
        if (model.initial() instanceof Optional<?> initial
                && actions.stream().allMatch(RegisterAction.class::isInstance)) {
            String name = ":register";
            for (A action : actions) {
                switch (((RegisterAction) action).kind()) {
                    case MISMATCH -> name = ":observing-register";
                    case CAS, CAS_IF -> name = name.equals(":register") ? ":cas-register" : name;
                    default -> {}
                }
            }
            return "[" + name + " " + orMissing(initial.orElse(null)) + "]";
        }
        throw new UntranslatableException("it has no model " + model.name());
    }

    /** All that are named have a value, or Knossos would take a missing one for nil. */
    private static String registers(MultiRegister model, List<?> actions) {
        Set<Object> names = new TreeSet<>(Comparator.comparing(Object::toString));
        names.addAll(model.initial().keySet());
        for (Object action : actions) {
            ((MultiRegister.Txn) action).steps().forEach(step -> names.add(step.register()));
        }
        return names.stream()
                .map(name -> Edn.of(name) + " " + orMissing(model.initial().get(name)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String orMissing(@Nullable Object value) {
        return value == null ? MISSING : Edn.of(value);
    }

    private String history(List<Call> calls) {
        record Moment(Call call, long nanos, boolean completion) {}

        List<Moment> moments = new ArrayList<>();
        for (Call call : calls) {
            moments.add(new Moment(call, call.operation.invokeNanos(), false));
            if (call.operation.outcome() != EventType.INFO) {
                moments.add(new Moment(call, call.operation.returnNanos(), true));
            }
            nextProcess = Math.max(nextProcess, call.operation.process() + 1);
        }
        moments.sort(Comparator.comparingLong(Moment::nanos)
                .thenComparing(Moment::completion)
                .thenComparing(moment -> moment.call.operation.index()));
        for (Moment moment : moments) {
            if (moment.completion) {
                complete(moment.call);
            } else {
                invoke(moment.call);
            }
        }
        return String.join("\n  ", events);
    }

    private void invoke(Call call) {
        long own = call.operation.process();
        long process = processes.getOrDefault(own, own);
        if (busy.contains(process)) {
            process = nextProcess++;
        }
        processes.put(own, process);
        busy.add(process);
        processOf.put(call.operation, process);
        event(process, ":invoke", call.f, call.argument);
    }

    private void complete(Call call) {
        long process = processOf.getOrDefault(call.operation, call.operation.process());
        busy.remove(process);
        event(process, ":ok", call.f, call.result);
    }

    private void event(long process, String type, String f, String value) {
        events.add("{:index " + events.size() + ", :process " + process + ", :type " + type
                + ", :f " + f + ", :value " + value + "}");
    }
}
