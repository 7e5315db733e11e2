package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.Checks;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.CheckResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * MULTI/EXEC that append to lists and read whole lists. A list tells the order of all appends to it,
 * so what depends on what is known, and a cycle shows that the transactions had no order (Elle:
 * Kingsbury and Alvaro 2020); real time counts, too.
 */
public record ListTransactionsWorkload(String name, String summary, int keys) implements Workload {

    private static final String CHECK = "list-append";
    private static final int STEPS_MAX = 4;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    /** After so many transactions a client goes on to new lists, so that they stay short. */
    private static final int PER_ROUND = 40;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of("lists at a time", Integer.toString(keys), "steps", "1 to " + STEPS_MAX);
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value = client * VALUES_PER_CLIENT;
            private long asked;

            @Override
            public Request next() {
                long round = asked++ / PER_ROUND;
                List<Object> steps = new ArrayList<>();
                int count = 1 + random.nextInt(STEPS_MAX);
                for (int i = 0; i < count; i++) {
                    String key = key(round * keys + random.nextInt(keys));
                    steps.add(
                            random.nextBoolean()
                                    ? step("r", key, null)
                                    : step("append", key, ++value));
                }
                return ask(steps);
            }

            @Override
            public List<Request> last() {
                List<Object> steps = new ArrayList<>();
                for (int i = 0; i < keys; i++) {
                    steps.add(step("r", key(asked / PER_ROUND * keys + i), null));
                }
                return List.of(ask(steps));
            }
        };
    }

    private Request ask(List<Object> steps) {
        return new Request.Call(Op.LIST_TXN, name, List.copyOf(steps));
    }

    private static String key(long number) {
        return "{l}" + number; // one hash slot
    }

    private static List<@Nullable Object> step(String what, String key, @Nullable Object value) {
        List<@Nullable Object> step = new ArrayList<>();
        step.add(what);
        step.add(key);
        step.add(value);
        return Collections.unmodifiableList(step);
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Checks.check(history, Checks.of(CHECK), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "each value is appended once, so that a list tells which appends came before which");
    }
}
