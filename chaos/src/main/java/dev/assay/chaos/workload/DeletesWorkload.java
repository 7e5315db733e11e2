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
import java.util.stream.IntStream;

/** Registers that are written, read and, as often as written, deleted. */
public record DeletesWorkload(String name, String summary, int keys) implements Workload {

    private static final int WRITE_PERCENT = 15;
    private static final int DELETE_PERCENT = 15;
    private static final int ALL = 100;
    private static final int LAST_READS = 40;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of(
                "keys", Integer.toString(keys),
                "writes", WRITE_PERCENT + " %",
                "deletes", DELETE_PERCENT + " %");
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value = client * VALUES_PER_CLIENT;

            @Override
            public Request next() {
                String key = key(random.nextInt(keys));
                int dice = random.nextInt(ALL);
                if (dice < WRITE_PERCENT) {
                    return new Request.Write(key, ++value);
                }
                return dice < WRITE_PERCENT + DELETE_PERCENT
                        ? new Request.Call(Op.DELETE, key, null)
                        : new Request.Read(key);
            }

            /** Each client looks at other keys. */
            @Override
            public List<Request> last() {
                return IntStream.range(0, Math.min(keys, LAST_READS))
                        .<Request>mapToObj(
                                i -> new Request.Read(key((client * LAST_READS + i) % keys)))
                        .toList();
            }
        };
    }

    private String key(int number) {
        return name + "-" + number;
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(history, Models.of("register"), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of("a delete is a write of nothing, whether or not something was there");
    }
}
