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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Money moves between accounts under WATCH; whoever reads all accounts at once must always see the
 * same sum and no debt.
 */
public record BankWorkload(String name, String summary, int accounts, long balance)
        implements Workload {

    private static final int READ_PERCENT = 40;
    private static final int ALL = 100;
    private static final long AMOUNT_MAX = 10;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of(
                "accounts", Integer.toString(accounts), "sum", Long.toString(accounts * balance));
    }

    @Override
    public List<Request> first() {
        List<Object> steps = new ArrayList<>();
        for (Object account : all()) {
            steps.add(List.of("w", account, balance));
        }
        return List.of(new Request.Call(Op.TXN, name, List.copyOf(steps)));
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            @Override
            public Request next() {
                if (random.nextInt(ALL) < READ_PERCENT) {
                    return new Request.Call(Op.READ_ALL, name, all());
                }
                int from = random.nextInt(accounts);
                int to = (from + 1 + random.nextInt(accounts - 1)) % accounts;
                long amount = 1 + random.nextLong(AMOUNT_MAX);
                return new Request.Call(
                        Op.TRANSFER, name, List.of(account(from), account(to), amount));
            }

            @Override
            public List<Request> last() {
                return List.of(new Request.Call(Op.READ_ALL, name, all()));
            }
        };
    }

    private List<Object> all() {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            all.add(account(i));
        }
        return List.copyOf(all);
    }

    private static String account(int number) {
        return "{account}-" + number; // one hash slot
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        return Invariant.check("bank-sum", history, budget, this::wrong);
    }

    private @Nullable String wrong(Operation operation) {
        if (operation.outcome() != EventType.OK || !operation.f().equals(Op.READ_ALL.f())) {
            return null;
        }
        long sum = 0;
        for (Object value : (List<?>) java.util.Objects.requireNonNull(operation.output())) {
            if (!(value instanceof Long held)) {
                return "an account is missing: " + operation.output();
            }
            if (held < 0) {
                return "an account owes: " + operation.output();
            }
            sum += held;
        }
        return sum == accounts * balance
                ? null
                : "the accounts hold " + sum + ", expected " + accounts * balance + ": "
                        + operation.output();
    }

    @Override
    public List<String> assumptions() {
        return List.of("all accounts were filled by one transaction before the load");
    }
}
