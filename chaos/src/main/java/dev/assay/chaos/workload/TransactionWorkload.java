package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * MULTI/EXEC over a few registers, each transaction at one moment: strictly serializable. All
 * transactions are on one object for the checker, so the load is light.
 */
public record TransactionWorkload(String name, String summary, int keys) implements Workload {

    private static final long VALUES_PER_CLIENT = 10_000_000L;
    private static final int STEPS_MAX = 3;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of("keys", Integer.toString(keys), "steps", "1 to " + STEPS_MAX);
    }

    /** All in one hash slot, where transactions of a sharded system are possible. */
    private static String key(int number) {
        return "{t}" + number;
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value = client * VALUES_PER_CLIENT;

            @Override
            public Request next() {
                List<Object> steps = new ArrayList<>();
                int first = random.nextInt(keys);
                int count = 1 + random.nextInt(STEPS_MAX);
                for (int i = 0; i < count; i++) {
                    String key = key((first + i) % keys);
                    steps.add(
                            random.nextBoolean() ? step("r", key, null) : step("w", key, ++value));
                }
                return new Request.Call(Op.TXN, name, List.copyOf(steps));
            }

            @Override
            public List<Request> last() {
                List<Object> steps = new ArrayList<>();
                for (int i = 0; i < keys; i++) {
                    steps.add(step("r", key(i), null));
                }
                return List.of(new Request.Call(Op.TXN, name, List.copyOf(steps)));
            }
        };
    }

    private static List<@Nullable Object> step(String what, String key, @Nullable Object value) {
        List<@Nullable Object> step = new ArrayList<>();
        step.add(what);
        step.add(key);
        step.add(value);
        return step;
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(history, Models.of("multi-register"), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of("a transaction that was refused as a whole did nothing");
    }
}
