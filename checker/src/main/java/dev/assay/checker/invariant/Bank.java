package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Jepsen's {@code bank}: every {@code read} (also {@code read-all}) of all accounts shows the same sum,
 * and no account that owes. Accounts are a list of balances, or of {@code [ACCOUNT BALANCE]}, or in EDN
 * a map. What the other functions ({@code transfer}, {@code txn}) do is not looked at.
 */
final class Bank implements Check {

    private static final Set<String> READS = Set.of("read", "read-all");

    private final @Nullable Long total;
    private final boolean mayOwe;

    /**
     * @param total what all accounts hold together; null for what the first read shows
     * @param mayOwe whether a balance may be negative
     */
    Bank(@Nullable Long total, boolean mayOwe) {
        this.total = total;
        this.mayOwe = mayOwe;
    }

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Findings.Collector found = new Findings.Collector();
        Long expected = total;
        boolean any = false;
        for (Operation read : history.operations()) {
            List<?> accounts = READS.contains(read.f()) && Values.ok(read)
                    ? Values.list(read, problems)
                    : null;
            if (accounts == null) {
                continue;
            }
            any = true;
            Long sum = sum(read, accounts, found);
            expected = expected == null ? sum : expected;
            if (sum != null && expected != null && !sum.equals(expected)) {
                found.add(Anomaly.of(
                        "wrong-total",
                        Values.who(read) + " holds " + sum + ", expected " + expected,
                        List.of(read)));
            }
        }
        problems.refuseAny();
        return any
                ? found.findings(0)
                : Findings.undecided("no read of the accounts has completed");
    }

    private @Nullable Long sum(Operation read, List<?> accounts, Findings.Collector found) {
        long sum = 0;
        for (Object account : accounts) {
            Object balance =
                    account instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : account;
            if (!(balance instanceof Long held)) {
                found.add(Anomaly.of(
                        "missing-balance",
                        Values.who(read) + ": " + account + " has no balance",
                        List.of(read)));
                return null;
            }
            if (held < 0 && !mayOwe) {
                found.add(Anomaly.of(
                        "negative-balance",
                        Values.who(read) + ": " + account + " owes",
                        List.of(read)));
            }
            sum += held;
        }
        return sum;
    }
}
