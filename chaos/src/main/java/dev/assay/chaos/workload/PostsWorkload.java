package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * hraftd's {@code POST} of several keys, which writes all or none at one moment, beside reads of single
 * keys: who read the new value of one must not read an old one of another. All is on one object for
 * the checker.
 */
public record PostsWorkload(String name, String summary, int keys) implements Workload {

    private static final int POST_PERCENT = 25;
    private static final int ALL = 100;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of("keys", Integer.toString(keys), "posts", POST_PERCENT + " %");
    }

    @Override
    public Set<Protocol> protocols() {
        return Set.of(Protocol.HRAFTD_HTTP);
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value = client * VALUES_PER_CLIENT;

            @Override
            public Request next() {
                if (random.nextInt(ALL) >= POST_PERCENT) {
                    return ask(List.of(step("r", random.nextInt(keys), null)));
                }
                value++;
                List<Object> steps = new ArrayList<>();
                for (int key = 0; key < keys; key++) {
                    steps.add(step("w", key, value));
                }
                // Not in one order, or the reads that follow it could never see a torn one.
                if (random.nextBoolean()) {
                    Collections.reverse(steps);
                }
                return ask(List.copyOf(steps));
            }

            @Override
            public List<Request> last() {
                List<Request> reads = new ArrayList<>();
                for (int key = 0; key < keys; key++) {
                    reads.add(ask(List.of(step("r", key, null))));
                }
                return reads;
            }
        };
    }

    private Request ask(List<Object> steps) {
        return new Request.Call(Op.TXN, name, steps);
    }

    private static List<@Nullable Object> step(String what, int key, @Nullable Object value) {
        List<@Nullable Object> step = new ArrayList<>();
        step.add(what);
        step.add("{p}" + key); // one hash slot
        step.add(value);
        return Collections.unmodifiableList(step);
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(history, Models.of("multi-register"), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of("a POST that was refused wrote nothing");
    }
}
