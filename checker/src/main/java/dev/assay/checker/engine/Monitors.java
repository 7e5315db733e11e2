package dev.assay.checker.engine;

import dev.assay.checker.model.Model;
import dev.assay.checker.model.RegisterAction;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Finds out which monitor knows an object, and falls back on the search. */
final class Monitors {

    private Monitors() {}

    /** What a monitor says. */
    static <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        if (isRegister(timeline, model)) {
            RegisterTable table = asRegister(timeline, model);
            Decision decision = decideRegister(table, limit);
            return decision == null
                    ? unavailable("a value that was seen has two writers")
                    : decision;
        }
        return unavailable("there is no monitor for the model " + model.name());
    }

    /** What a monitor says, or else the search. */
    static <S, A> Decision decideOrSearch(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        if (isRegister(timeline, model)) {
            RegisterTable table = asRegister(timeline, model);
            Decision decision = decideRegister(table, limit);
            return decision == null
                    ? new Search(timeline, new RegisterSteps(table), limit).run()
                    : decision;
        }
        Decision decision = decide(timeline, model, limit);
        return decision instanceof Decision.Undecided undecided
                        && undecided.cause() == Decision.Cause.UNAVAILABLE
                ? search(timeline, model, limit)
                : decision;
    }

    static <S, A> Decision search(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        return new Search(timeline, steps(timeline, model), limit).run();
    }

    static <S, A> Steps steps(Timeline<A> timeline, Model<S, A> model) {
        return isRegister(timeline, model)
                ? new RegisterSteps(asRegister(timeline, model))
                : new ModelSteps<>(model, timeline);
    }

    /** Null if the monitor cannot tell. */
    private static @Nullable Decision decideRegister(RegisterTable table, Limit limit) {
        long bytes = table.bytes() + RegisterMonitor.bytes(table);
        if (bytes > limit.bytes()) {
            return new Decision.Undecided(Decision.Cause.MEMORY, "", 0, table.bytes());
        }
        RegisterMonitor monitor = new RegisterMonitor(table);
        RegisterMonitor.Answer answer = monitor.decide();
        if (answer == RegisterMonitor.Answer.ILLEGAL) {
            return new Decision.NotLinearizable(bytes);
        }
        if (answer == RegisterMonitor.Answer.LEGAL) {
            int[] order = new Mismatches(table, monitor.order()).inserted();
            if (order != null) {
                return new Decision.Linearizable(table.timeline.operations(order), bytes);
            }
        }
        return null;
    }

    private static Decision unavailable(String why) {
        return new Decision.Undecided(Decision.Cause.UNAVAILABLE, why, 0, 0);
    }

    private static <S, A> boolean isRegister(Timeline<A> timeline, Model<S, A> model) {
        return model.initial() instanceof Optional
                && timeline.actions.stream().allMatch(RegisterAction.class::isInstance);
    }

    @SuppressWarnings("unchecked") // isRegister has looked at each action
    private static <S, A> RegisterTable asRegister(Timeline<A> timeline, Model<S, A> model) {
        Object initial = ((Optional<?>) model.initial()).orElse(null);
        return new RegisterTable(initial, (Timeline<RegisterAction>) timeline);
    }
}
