package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Register;
import dev.assay.checker.model.RegisterAction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A register whose values end: {@code read}, {@code set-px} (its argument value and time to live) and
 * {@code expire}, which takes a value away if it is still there.
 */
final class ExpiringRegister implements Model<Optional<Object>, RegisterAction> {

    static final String EXPIRE = "expire";

    private static final Set<String> FUNCTIONS = Set.of("read", Op.EXPIRING_WRITE.f(), EXPIRE);

    private final Register register = Register.register(null);

    @Override
    public String name() {
        return "expiring-register";
    }

    @Override
    public Set<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Optional<Object> initial() {
        return register.initial();
    }

    @Override
    public @Nullable RegisterAction action(Operation operation) {
        if (operation.f().equals(EXPIRE)) {
            return RegisterAction.casIf(operation.input(), null);
        }
        if (operation.f().equals(Op.EXPIRING_WRITE.f())) {
            List<?> pair = (List<?>) Objects.requireNonNull(operation.input());
            return operation.outcome() == EventType.FAIL ? null : RegisterAction.write(pair.get(0));
        }
        return register.action(operation);
    }

    @Override
    public @Nullable Optional<Object> step(Optional<Object> state, RegisterAction action) {
        return register.step(state, action);
    }

    @Override
    public boolean readOnly(RegisterAction action) {
        return register.readOnly(action);
    }

    @Override
    public boolean alwaysLegal(RegisterAction action) {
        return register.alwaysLegal(action);
    }

    @Override
    public boolean overwrites(RegisterAction action) {
        return register.overwrites(action);
    }

    @Override
    public boolean explains(RegisterAction cause, RegisterAction effect) {
        return register.explains(cause, effect);
    }
}
