package dev.assay.chaos.workload;

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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A ledger of acknowledged writes: each goes to a key of its own, which is read again at the end (and
 * now and then before). None that was acknowledged may be missing.
 */
public record LedgerWorkload(String name, String summary) implements Workload {

    /** Acknowledged keys that a client reads at the end: all, unless it wrote for long. */
    private static final int REMEMBERED_MAX = 2_000;

    private static final int READ_PERCENT = 10;
    private static final int ALL = 100;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of("keys", "one a write", "reads", READ_PERCENT + " %");
    }

    @Override
    public Set<Protocol> protocols() {
        return Set.of(Protocol.values());
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private final Deque<String> acknowledged = new ArrayDeque<>();
            private long value = client * VALUES_PER_CLIENT;

            @Override
            public Request next() {
                @Nullable String first = acknowledged.peekFirst();
                if (first != null && random.nextInt(ALL) < READ_PERCENT) {
                    return new Request.Read(first);
                }
                value++;
                return new Request.Write("ledger-" + value, value);
            }

            @Override
            public void learned(Request request, @Nullable Object result) {
                if (request instanceof Request.Write) {
                    acknowledged.addLast(request.key());
                    if (acknowledged.size() > REMEMBERED_MAX) {
                        acknowledged.removeFirst();
                    }
                }
            }

            @Override
            public List<Request> last() {
                List<Request> reads = new ArrayList<>();
                acknowledged.forEach(key -> reads.add(new Request.Read(key)));
                return reads;
            }
        };
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(history, Models.of("register"), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of("each key is written once");
    }
}
