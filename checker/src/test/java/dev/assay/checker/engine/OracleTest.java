package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Register;
import dev.assay.checker.model.Register.FailedCas;
import dev.assay.checker.model.StringAppend;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/**
 * The engine and the oracle agree on many small random histories. A failure names its seed;
 * {@code -Dassay.seed=N} runs that one history alone.
 */
class OracleTest {

    private static final int HISTORIES = Integer.getInteger("assay.histories", 20_000);
    private static final int OPERATIONS_MAX = 7;

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
            Decision decision = Engine.decide(operations, model, Limit.ofBytes(1 << 24));
            assertThat(decision)
                    .as("seed %d, %s", chosen, operations)
                    .isInstanceOf(
                            expected
                                    ? Decision.Linearizable.class
                                    : Decision.NotLinearizable.class);
            if (decision instanceof Decision.Linearizable linearizable) {
                valid++;
                LegalOrder.check(linearizable.order(), operations, model, "seed " + chosen);
            }
        }
        if (only == null) {
            assertThat(valid)
                    .as("valid of %d", HISTORIES)
                    .isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
        }
    }
}
