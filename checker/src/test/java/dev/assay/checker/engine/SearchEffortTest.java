package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/**
 * How many steps the engines that search take for some hundred random histories of each model, in
 * all. Verdicts do not tell whether a rule of the search works; this does: a number that grows is a
 * rule that was lost. Whoever finds a better rule lowers the numbers.
 */
class SearchEffortTest {

    private static final int HISTORIES = 400;
    private static final int OPERATIONS_MAX = 14;
    private static final long STEPS_MAX = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "REGISTER, register, 1266, 54279",
        "CAS_REGISTER, cas-register, 1738, 77608",
        "MULTI_REGISTER, multi-register, 3085, 82371",
        "COUNTER, counter, 1704, 50512",
        "SET, set, 2481, 100998",
        "FIFO_QUEUE, fifo-queue, 6063, 588527",
        "UNORDERED_QUEUE, unordered-queue, 4903, 95877",
        "STACK, stack, 3602, 534271",
        "MUTEX, mutex, 3103, 105776",
        "APPEND_LIST, append-list, 1498, 133189",
        "STRING_APPEND, string-append, 4065, 232032",
    })
    void takesNoMoreStepsThanItDid(RandomHistories.Kind kind, String model, long wgl, long jit) {
        long wglSteps = 0;
        long jitSteps = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Operation> operations = new RandomHistories(kind, seed, OPERATIONS_MAX).next();
            wglSteps += steps(Engines.WGL, operations, Models.of(model));
            jitSteps += steps(Engines.JIT, operations, Models.of(model));
        }
        assertThat(List.of(wglSteps, jitSteps))
                .as("steps of wgl and jit")
                .satisfies(steps -> assertThat(steps.get(0)).isLessThanOrEqualTo(wgl))
                .satisfies(steps -> assertThat(steps.get(1)).isLessThanOrEqualTo(jit));
    }

    /** The least number with which it is decided. */
    private static long steps(Engine engine, List<Operation> operations, Model<?, ?> model) {
        long tooFew = -1;
        long enough = 1;
        while (!decides(engine, operations, model, enough) && enough < STEPS_MAX) {
            tooFew = enough;
            enough *= 2;
        }
        while (enough - tooFew > 1) {
            long middle = (tooFew + enough) / 2;
            if (decides(engine, operations, model, middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static boolean decides(
            Engine engine, List<Operation> operations, Model<?, ?> model, long steps) {
        return !(engine.decide(operations, model, Limit.ofBytes(1 << 26).withSteps(steps))
                instanceof Decision.Undecided);
    }
}
