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

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * One data type with a change and an observation, linearizable key by key.
 *
 * @param model the checker's model
 * @param keys how many objects there are
 * @param changePercent share of changes among the requests
 * @param perKey after how many changes of one client its key is left for a new one, so that sets and
 *     lists stay short and every read of all of one cheap; 0 for never
 * @param size of each value in bytes, where the operations pad it; else 0
 */
public record TypeWorkload(
        String name,
        String summary,
        String model,
        Op change,
        Op observe,
        int keys,
        int changePercent,
        int perKey,
        int size)
        implements Workload {

    private static final int ALL = 100;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of("keys", Integer.toString(keys), "changes", changePercent + " %");
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value = client * VALUES_PER_CLIENT;
            private long asked;

            @Override
            public Request next() {
                long round = perKey == 0 ? 0 : asked++ / perKey;
                String key = key(random.nextInt(keys) + round * keys);
                return random.nextInt(ALL) < changePercent
                        ? new Request.Call(change, key, argument(), size)
                        : new Request.Call(observe, key, null, size);
            }

            /** The first round's keys and those of the round that is under way. */
            @Override
            public List<Request> last() {
                long round = perKey == 0 ? 0 : asked / perKey;
                return LongStream.concat(
                                LongStream.range(0, keys),
                                LongStream.range(round * keys, (round + 1) * keys))
                        .distinct()
                        .<Request>mapToObj(i -> new Request.Call(observe, key(i), null, size))
                        .toList();
            }

            private Object argument() {
                return change == Op.COUNTER_INCR ? (Object) 1L : (Object) (++value);
            }
        };
    }

    private String key(long number) {
        return name.charAt(0) + "-" + name + "-" + number;
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(history, Models.of(model), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "each element is added at most once, so that what was read tells who added it");
    }
}
