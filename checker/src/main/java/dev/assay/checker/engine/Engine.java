package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.RegisterAction;

import java.util.List;
import java.util.Optional;

/** The door: decides about the operations on one object. */
public final class Engine {

    private Engine() {}

    /**
     * Whether the operations have a legal order that keeps real time. They are on one object of the
     * model, well-formed, and in the order of their invocations.
     */
    public static <S, A> Decision decide(
            List<Operation> operations, Model<S, A> model, Limit limit) {
        Timeline<A> timeline = Timeline.of(operations, model);
        return isRegister(timeline, model)
                ? decideRegister(asRegister(timeline, model), limit)
                : new Search(timeline, new ModelSteps<>(model, timeline), limit).run();
    }

    /** Without looking for an order where a monitor sees that there is none, or has one. */
    private static Decision decideRegister(RegisterTable table, Limit limit) {
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
        return new Search(table.timeline, new RegisterSteps(table), limit).run();
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
