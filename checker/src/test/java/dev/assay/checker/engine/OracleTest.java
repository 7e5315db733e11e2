package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.AppendList;
import dev.assay.checker.model.Counter;
import dev.assay.checker.model.FifoQueue;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.MultiRegister;
import dev.assay.checker.model.Mutex;
import dev.assay.checker.model.Register;
import dev.assay.checker.model.Register.FailedCas;
import dev.assay.checker.model.Stack;
import dev.assay.checker.model.StringAppend;
import dev.assay.checker.model.UnorderedQueue;
import dev.assay.checker.model.ValueSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every engine and the oracle agree on many small random histories, {@code -Dassay.histories=N} for
 * each model. A failure names its seed; {@code -Dassay.seed=N} runs that one history alone.
 */
class OracleTest {

    private static final int HISTORIES = Integer.getInteger("assay.histories", 3_000);
    private static final int OPERATIONS_MAX = 7;

    private static final List<Engine> ENGINES =
            List.of(Engines.AUTO, Engines.MONITOR, Engines.WGL, Engines.JIT);

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(RandomHistories.Kind.REGISTER, Register.register(null)),
                Arguments.of(RandomHistories.Kind.REGISTER, Register.register(1L)),
                Arguments.of(RandomHistories.Kind.DISTINCT_REGISTER, Register.register(null)),
                Arguments.of(
                        RandomHistories.Kind.CAS_REGISTER,
                        Register.casRegister(null, FailedCas.OBSERVES)),
                Arguments.of(
                        RandomHistories.Kind.CAS_REGISTER,
                        Register.casRegister(null, FailedCas.SAYS_NOTHING)),
                Arguments.of(
                        RandomHistories.Kind.DISTINCT_CAS_REGISTER,
                        Register.casRegister(null, FailedCas.OBSERVES)),
                Arguments.of(
                        RandomHistories.Kind.DISTINCT_CAS_REGISTER,
                        Register.casRegister(null, FailedCas.SAYS_NOTHING)),
                Arguments.of(RandomHistories.Kind.MULTI_REGISTER, new MultiRegister(Map.of())),
                Arguments.of(RandomHistories.Kind.COUNTER, new Counter(0)),
                Arguments.of(RandomHistories.Kind.UNIT_COUNTER, new Counter(0)),
                Arguments.of(RandomHistories.Kind.SET, new ValueSet()),
                Arguments.of(RandomHistories.Kind.DISTINCT_SET, new ValueSet()),
                Arguments.of(RandomHistories.Kind.GROWING_SET, new ValueSet()),
                Arguments.of(RandomHistories.Kind.FIFO_QUEUE, new FifoQueue()),
                Arguments.of(RandomHistories.Kind.DISTINCT_FIFO_QUEUE, new FifoQueue()),
                Arguments.of(RandomHistories.Kind.UNORDERED_QUEUE, new UnorderedQueue()),
                Arguments.of(RandomHistories.Kind.STACK, new Stack()),
                Arguments.of(RandomHistories.Kind.DISTINCT_STACK, new Stack()),
                Arguments.of(RandomHistories.Kind.MUTEX, new Mutex()),
                Arguments.of(RandomHistories.Kind.APPEND_LIST, new AppendList()),
                Arguments.of(RandomHistories.Kind.STRING_APPEND, new StringAppend()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("models")
    void agreesWithTheOracle(RandomHistories.Kind kind, Model<?, ?> model) {
        Long only = Long.getLong("assay.seed");
        int valid = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            long chosen = only == null ? seed : only;
            List<Operation> operations = new RandomHistories(kind, chosen, OPERATIONS_MAX).next();
            boolean expected = Oracle.isLinearizable(operations, model);
            valid += expected ? 1 : 0;
            for (Engine engine : ENGINES) {
                check(engine, chosen, operations, model, expected);
            }
        }
        if (only == null) {
            assertThat(valid)
                    .as("valid of %d", HISTORIES)
                    .isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
        }
    }

    private static void check(
            Engine engine,
            long seed,
            List<Operation> operations,
            Model<?, ?> model,
            boolean expected) {
        Decision decision = engine.decide(operations, model, Limit.ofBytes(1 << 24));
        if (decision instanceof Decision.Undecided undecided
                && undecided.cause() == Decision.Cause.UNAVAILABLE
                && engine == Engines.MONITOR) {
            return;
        }
        Class<?> right = expected ? Decision.Linearizable.class : Decision.NotLinearizable.class;
        if (!right.isInstance(decision)) { // the message is dear
            assertThat(decision)
                    .as("%s, seed %d, %s", engine, seed, operations)
                    .isInstanceOf(right);
        }
        if (decision instanceof Decision.NotLinearizable not
                && !not.culprits().isEmpty()
                && Oracle.isLinearizable(not.culprits(), model)) {
            fail("%s, seed %d: %s of %s", engine, seed, not.culprits(), operations);
        }
        if (decision instanceof Decision.Linearizable linearizable
                && !(linearizable.order().isEmpty()
                        && engine != Engines.WGL
                        && engine != Engines.JIT)) {
            LegalOrder.check(linearizable.order(), operations, model, engine, seed);
        }
    }
}
