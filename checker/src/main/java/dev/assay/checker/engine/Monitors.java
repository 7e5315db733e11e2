package dev.assay.checker.engine;

import dev.assay.checker.model.Counter;
import dev.assay.checker.model.FifoQueue;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.RegisterAction;
import dev.assay.checker.model.Stack;
import dev.assay.checker.model.TakeAction;
import dev.assay.checker.model.UnorderedQueue;
import dev.assay.checker.model.ValueSet;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/** Finds out which monitor knows an object, and falls back on the search. */
final class Monitors {

    private Monitors() {}

    /** What a monitor says. */
    static <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        Decision decision = decideIfKnown(timeline, model, limit);
        return decision == null
                ? new Decision.Undecided(
                        Decision.Cause.UNAVAILABLE,
                        "no monitor knows such a history of the model " + model.name(),
                        0,
                        0)
                : decision;
    }

    /** What a monitor says, or else the search. */
    static <S, A> Decision decideOrSearch(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        if (isRegister(timeline, model)) {
            RegisterTable table = asRegister(timeline, model, limit);
            Decision decision = decideRegister(table, limit);
            return decision == null
                    ? new Search(timeline, new RegisterSteps(table), limit).run()
                    : decision;
        }
        Decision decision = decideIfKnown(timeline, model, limit);
        return decision == null ? search(timeline, model, limit) : decision;
    }

    @SuppressWarnings("unchecked") // a model of ours has its own actions
    private static <S, A> @Nullable Decision decideIfKnown(
            Timeline<A> timeline, Model<S, A> model, Limit limit) {
        if (isRegister(timeline, model)) {
            return decideRegister(asRegister(timeline, model, limit), limit);
        }
        if (model instanceof FifoQueue
                || model instanceof UnorderedQueue
                || model instanceof Stack) {
            return decideTakes((Timeline<TakeAction>) timeline, model, limit);
        }
        if (model instanceof Counter counter) {
            return decideCounter((Timeline<Counter.Action>) timeline, counter, limit);
        }
        if (model instanceof ValueSet set) {
            return SetMonitor.bytes(timeline.size()) > limit.bytes()
                    ? outOfMemory()
                    : new SetMonitor((Timeline<ValueSet.Action>) timeline, set, limit).decide();
        }
        return null;
    }

    private static @Nullable Decision decideTakes(
            Timeline<TakeAction> timeline, Model<?, ?> model, Limit limit) {
        long bytes = TakeTable.bytes(timeline.size());
        if (bytes > limit.bytes()) {
            return outOfMemory();
        }
        TakeTable table = new TakeTable(timeline, limit);
        if (table.state == TakeTable.State.NOT_DISTINCT) {
            return null;
        }
        if (table.state == TakeTable.State.ILLEGAL) {
            return notLinearizable(timeline, table.culprits, bytes);
        }
        if (model instanceof Stack) {
            return decideStack(table, limit, bytes);
        }
        Exhausted.check(limit);
        QueueMonitor monitor = new QueueMonitor(table, model instanceof FifoQueue);
        int[] order = monitor.order();
        return order == null
                ? notLinearizable(timeline, monitor.culprits(), bytes)
                : new Decision.Linearizable(timeline.operations(order), bytes);
    }

    /** Without what unknown pops might have done; null if that is not legal but might be with it. */
    private static @Nullable Decision decideStack(TakeTable table, Limit limit, long bytes) {
        StackMonitor monitor = new StackMonitor(table, limit);
        int[] order = monitor.order();
        if (order != null) {
            return new Decision.Linearizable(table.timeline.operations(order), bytes);
        }
        return table.unknownCount > 0
                ? null
                : notLinearizable(table.timeline, monitor.culprits(), bytes);
    }

    private static @Nullable Decision decideCounter(
            Timeline<Counter.Action> timeline, Counter counter, Limit limit) {
        long bytes = CounterMonitor.bytes(timeline.size());
        if (bytes > limit.bytes()) {
            return outOfMemory();
        }
        Exhausted.check(limit);
        CounterMonitor monitor = new CounterMonitor(timeline, counter.initial());
        return switch (monitor.decide()) {
            case LEGAL -> new Decision.Linearizable(timeline.operations(monitor.order()), bytes);
            case ILLEGAL -> new Decision.NotLinearizable(bytes);
            case UNKNOWN -> null;
        };
    }

    private static Decision notLinearizable(Timeline<?> timeline, int[] culprits, long bytes) {
        int[] sorted = culprits.clone();
        Arrays.sort(sorted);
        return new Decision.NotLinearizable(timeline.operations(sorted), bytes);
    }

    private static Decision outOfMemory() {
        return new Decision.Undecided(Decision.Cause.MEMORY, "", 0, 0);
    }

    static <S, A> Decision search(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        return new Search(timeline, steps(timeline, model, limit), limit).run();
    }

    static <S, A> Steps steps(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        return isRegister(timeline, model)
                ? new RegisterSteps(asRegister(timeline, model, limit))
                : new ModelSteps<>(model, timeline, limit.bytes());
    }

    /** Null if the monitor cannot tell. */
    private static @Nullable Decision decideRegister(RegisterTable table, Limit limit) {
        long bytes = table.bytes() + RegisterMonitor.bytes(table);
        if (bytes > limit.bytes()) {
            return new Decision.Undecided(Decision.Cause.MEMORY, "", 0, table.bytes());
        }
        RegisterMonitor monitor = new RegisterMonitor(table, limit);
        RegisterMonitor.Answer answer = monitor.decide();
        if (answer == RegisterMonitor.Answer.ILLEGAL) {
            return notLinearizable(table.timeline, monitor.culprits(), bytes);
        }
        if (answer == RegisterMonitor.Answer.LEGAL) {
            Exhausted.check(limit);
            int[] order = new Mismatches(table, monitor.order()).inserted();
            if (order != null) {
                return new Decision.Linearizable(table.timeline.operations(order), bytes);
            }
        }
        return null;
    }

    private static <S, A> boolean isRegister(Timeline<A> timeline, Model<S, A> model) {
        return model.initial() instanceof Optional
                && timeline.actions.stream().allMatch(RegisterAction.class::isInstance);
    }

    @SuppressWarnings("unchecked") // isRegister has looked at each action
    private static <S, A> RegisterTable asRegister(
            Timeline<A> timeline, Model<S, A> model, Limit limit) {
        Object initial = ((Optional<?>) model.initial()).orElse(null);
        return new RegisterTable(initial, (Timeline<RegisterAction>) timeline, limit);
    }
}
