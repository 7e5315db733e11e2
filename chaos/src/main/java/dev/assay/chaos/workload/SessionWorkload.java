package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.CheckResult;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Stale reads, and what they promise all the same: a client that stays with its node never sees a key
 * go back. Each key is written by one client only, with rising numbers, so that a smaller number is
 * an older one.
 */
public record SessionWorkload(String name, String summary, int keys) implements Workload {

    private static final int READ_PERCENT = 70;
    private static final int ALL = 100;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of("keys", Integer.toString(keys), "reads", READ_PERCENT + " %, stale");
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value;

            @Override
            public Request next() {
                if (client < keys && random.nextInt(ALL) >= READ_PERCENT) {
                    return new Request.Write("session-" + client, ++value);
                }
                return new Request.Call(Op.STALE_READ, "session-" + random.nextInt(keys), null);
            }

            @Override
            public List<Request> last() {
                return IntStream.range(0, keys)
                        .<Request>mapToObj(
                                i -> new Request.Call(Op.STALE_READ, "session-" + i, null))
                        .toList();
            }
        };
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Map<String, Long> seen = new HashMap<>();
        return Invariant.check("monotonic-reads", history, budget, read -> wrong(read, seen));
    }

    /** The operations of one process come in their order, for it has one open at a time. */
    private static @Nullable String wrong(Operation read, Map<String, Long> seen) {
        if (read.outcome() != EventType.OK || !read.f().equals(Op.STALE_READ.f())) {
            return null;
        }
        long value = read.output() instanceof Long number ? number : 0;
        long before = seen.merge(read.process() + " " + read.key(), value, Math::max);
        return value >= before
                ? null
                : "process " + read.process() + " read " + read.key() + " = " + value
                        + " from node " + read.node() + " after it had read " + before;
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "each key is written by one client, with rising numbers",
                "a process stays with one node, which is not started anew meanwhile");
    }
}
