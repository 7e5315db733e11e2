package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Jepsen's {@code queue} and {@code total-queue}: {@code enqueue}, {@code dequeue} and {@code drain} (a
 * list of all that was left). Of a queue each value that was dequeued must have been enqueued before,
 * once for each time; of a total queue, which is drained in the end, what was acknowledged must come out
 * and nothing else (twice is allowed, as in Jepsen). Order is not looked at.
 */
final class QueueCheck implements Check {

    private static final Set<String> FUNCTIONS = Set.of("enqueue", "dequeue", "drain");

    private final boolean total;

    QueueCheck(boolean total) {
        this.total = total;
    }

    @Override
    public String name() {
        return total ? "total-queue" : "queue";
    }

    /** What is known of a value. */
    private static final class Item {
        private long attempts;
        private long acknowledged;
        private long taken;
        private long firstNanos = Operation.NEVER;

        /** The last that put it in, or else took it out. */
        private final Operation operation;

        private Item(Operation operation) {
            this.operation = operation;
        }
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Findings.Collector found = new Findings.Collector();
        Map<Object, Item> items = new HashMap<>();
        for (Operation operation : history.operations()) {
            if (Values.knows(operation, FUNCTIONS, problems)
                    && operation.f().equals("enqueue")
                    && operation.outcome() != EventType.FAIL) {
                Item item = item(items, operation.input(), operation);
                item.attempts++;
                item.acknowledged += Values.ok(operation) ? 1 : 0;
                item.firstNanos = Math.min(item.firstNanos, operation.invokeNanos());
            }
        }
        for (Operation operation : history.operations()) {
            if (operation.f().equals("enqueue") || !Values.ok(operation)) {
                continue;
            }
            List<?> taken = operation.f().equals("drain")
                    ? Values.list(operation, problems)
                    : operation.output() == null ? List.of() : List.of(operation.output());
            for (Object value : taken == null ? List.of() : taken) {
                take(items, value, operation, found);
            }
        }
        problems.refuseAny();
        if (total) {
            items.forEach((value, item) -> {
                if (item.acknowledged > item.taken) {
                    found.add(Anomaly.of(
                            "lost",
                            Values.who(item.operation)
                                    + " was acknowledged, but nobody dequeued it",
                            List.of(item.operation)));
                }
            });
        }
        return found.findings(0);
    }

    private void take(
            Map<Object, Item> items, Object value, Operation operation, Findings.Collector found) {
        Item item = item(items, value, operation);
        item.taken++;
        boolean never = item.attempts == 0 || operation.returnNanos() < item.firstNanos;
        if (never || (!total && item.taken > item.attempts)) {
            found.add(Anomaly.of(
                    never ? "unexpected" : "duplicated",
                    Values.who(operation) + " took " + value + ", which "
                            + (item.attempts == 0
                                    ? "nobody enqueued"
                                    : never
                                            ? "was enqueued later"
                                            : "was enqueued " + item.attempts + " times and taken "
                                                    + item.taken + " times"),
                    List.of(operation)));
        }
    }

    private static Item item(
            Map<Object, Item> items,
            @org.jspecify.annotations.Nullable Object value,
            Operation operation) {
        return items.computeIfAbsent(
                Objects.requireNonNullElse(value, "nothing"), fresh -> new Item(operation));
    }
}
