package dev.assay.checker.model;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A lock, free at first, whoever holds it. Functions: {@code acquire}, {@code release}. A state and
 * an action are whether it is held.
 */
public final class Mutex implements Model<Boolean, Boolean> {

    private static final Set<String> FUNCTIONS = Set.of("acquire", "release");

    @Override
    public String name() {
        return "mutex";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Boolean initial() {
        return false;
    }

    @Override
    public @Nullable Boolean action(Operation operation) {
        if (!FUNCTIONS.contains(operation.f())) {
            throw Functions.unknown(operation.f(), FUNCTIONS);
        }
        return operation.outcome() == EventType.FAIL
                ? null
                : (Boolean) operation.f().equals("acquire");
    }

    @Override
    public @Nullable Boolean step(Boolean held, Boolean becomesHeld) {
        return held.equals(becomesHeld) ? null : becomesHeld;
    }

    @Override
    public boolean overwrites(Boolean action) {
        return true;
    }

    @Override
    public boolean mayLeadTo(Boolean held, Boolean action) {
        return !held.equals(action);
    }

    @Override
    public boolean explains(Boolean cause, Boolean effect) {
        return !cause.equals(effect);
    }
}
