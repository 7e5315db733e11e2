package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks several engines the same. What one cannot decide another may; that one says yes and another
 * no is a defect of one of them, and no verdict.
 */
final class CrossCheck implements Engine {

    private final List<Engine> engines;

    CrossCheck(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public <S, A> Decision decide(List<Operation> operations, Model<S, A> model, Limit limit) {
        Map<String, Decision> answers = new LinkedHashMap<>();
        for (Engine engine : engines) {
            answers.put(engine.name(), engine.decide(operations, model, limit));
        }
        boolean yes = answers.values().stream().anyMatch(Decision.Linearizable.class::isInstance);
        boolean no = answers.values().stream().anyMatch(Decision.NotLinearizable.class::isInstance);
        return yes && no
                ? new Decision.Disagreement(answers)
                : answers.values().stream().reduce(CrossCheck::better).orElseThrow();
    }

    /** A decision that decides, of two such the one with an order, else the one that came further. */
    private static Decision better(Decision one, Decision other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static long rank(Decision decision) {
        if (decision instanceof Decision.Undecided undecided) {
            return undecided.cause() == Decision.Cause.UNAVAILABLE ? -1 : undecided.prefix();
        }
        return decision instanceof Decision.Linearizable linearizable
                        && !linearizable.order().isEmpty()
                ? Long.MAX_VALUE
                : Long.MAX_VALUE - 1;
    }
}
