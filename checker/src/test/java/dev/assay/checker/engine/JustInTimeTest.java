package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** What small histories do not reach: more open operations than a word has bits, and old paths. */
class JustInTimeTest {

    private static final Limit LIMIT = Limit.ofBytes(1L << 28);

    private static Operation operation(
            int index, String f, Object input, Object output, long from, long to) {
        return new Operation(
                index, index, f, null, input, output, from, to, EventType.OK, null, null);
    }

    private static void decide(List<Operation> operations, String name, boolean linearizable) {
        Model<?, ?> model = Models.of(name);
        Decision decision = Engines.JIT.decide(operations, model, LIMIT);
        if (linearizable) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Linearizable.class,
                            legal -> LegalOrder.check(
                                    legal.order(), operations, model, Engines.JIT, 0));
        } else {
            assertThat(decision).isInstanceOf(Decision.NotLinearizable.class);
        }
    }

    /** All values go in one after the other, then all come out at once: in one order only. */
    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 129, 300})
    void manyMayBeOpenAtOnce(int open) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < open; i++) {
            operations.add(operation(i, "enqueue", (long) i, null, 2L * i, 2L * i + 1));
        }
        for (int i = 0; i < open; i++) {
            long from = 10_000 + i;
            operations.add(operation(
                    open + i, "dequeue", null, (long) (open - 1 - i), from, from + 20_000));
        }
        decide(operations, "fifo-queue", true);

        operations.set(
                open, operation(open, "dequeue", null, -1L, 10_000, 30_000)); // nobody put it in
        decide(operations, "fifo-queue", false);
    }

    /** Each write overlaps the next: at every return there are dead ends whose paths are forgotten. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void aLongHistoryKeepsItsOrder(int writes) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < writes; i++) {
            operations.add(operation(2 * i, "write", (long) i, null, 10L * i, 10L * i + 14));
            operations.add(operation(2 * i + 1, "read", null, (long) i, 10L * i + 5, 10L * i + 9));
        }
        decide(operations, "register", true);

        operations.add(operation(
                2 * writes, "read", null, (long) writes - 2, 10L * writes + 20, 10L * writes + 30));
        decide(operations, "register", false);
    }
}
