package dev.assay.checker.speed;

import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well budgets are kept, on a history that no engine decides: a stack with thirty concurrent
 * pushes of two values, over and over, and an impossible pop. Run it by
 *
 * <pre>
 * mvn -q -pl checker test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx8g -cp %classpath dev.assay.checker.speed.BudgetSpeed"
 * </pre>
 */
public final class BudgetSpeed {

    private static final long MEBIBYTE = 1L << 20;

    private BudgetSpeed() {}

    public static void main(String[] args) throws Exception {
        for (Engine engine : List.of(Engines.WGL, Engines.JIT)) {
            for (int seconds : new int[] {1, 2, 5, 10}) {
                print(engine, new Budget(Duration.ofSeconds(seconds), 3_000 * MEBIBYTE));
            }
            for (int megabytes : new int[] {16, 64, 256}) {
                print(engine, new Budget(Duration.ofSeconds(60), megabytes * MEBIBYTE));
            }
        }
    }

    private static void print(Engine engine, Budget budget) throws Exception {
        CheckResult result = Linearizability.check(hard(), Models.of("stack"), budget, engine);
        System.out.printf(
                Locale.ROOT,
                "%s: %s; given %.1f s, used %.2f s; given %d MiB, used %d MiB%n",
                engine.name(),
                result.verdict(),
                budget.time().toMillis() / 1e3,
                result.usedTime().toMillis() / 1e3,
                budget.bytes() / MEBIBYTE,
                result.usedBytes() / MEBIBYTE);
    }

    private static History hard() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long from = 100L * (i / 30);
            operations.add(operation(i, "push", (long) i, null, from, from + 50));
        }
        for (int i = 0; i < 30; i++) {
            operations.add(operation(60 + i, "pop", null, (long) i * 7 % 30, 1_000, 2_000));
        }
        return History.ofOperations(operations);
    }

    private static Operation operation(
            long index, String f, Long input, Long output, long from, long to) {
        return new Operation(
                index, index, f, null, input, output, from, to, EventType.OK, null, null);
    }
}
