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
        return search(timeline, model, limit);
    }

    @SuppressWarnings("unchecked") // all actions were seen to be of that class
    private static <S, A> Decision search(Timeline<A> timeline, Model<S, A> model, Limit limit) {
        if (model.initial() instanceof Optional<?> initial
                && timeline.actions.stream().allMatch(RegisterAction.class::isInstance)) {
            Timeline<RegisterAction> registers = (Timeline<RegisterAction>) timeline;
            return new Search(registers, new RegisterSteps(initial.orElse(null), registers), limit)
                    .run();
        }
        return new Search(timeline, new ModelSteps<>(model, timeline), limit).run();
    }
}
