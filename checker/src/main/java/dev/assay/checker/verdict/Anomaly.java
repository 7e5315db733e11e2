package dev.assay.checker.verdict;

import dev.assay.checker.history.Operation;

import java.util.List;
import java.util.Objects;

/**
 * One thing that a check found and that must not be.
 *
 * @param name in the literature's words: {@code G-single}, {@code lost}, {@code monotonic-reads}
 * @param explanation one sentence for people
 * @param operations those that show it; of a cycle in the order of the cycle
 * @param links of a cycle: why each operation comes before the next, and the last before the first;
 *     empty where there is no cycle
 */
public record Anomaly(
        String name, String explanation, List<Operation> operations, List<Link> links) {

    /**
     * Why one operation comes before another.
     *
     * @param from its place among the operations, from 0
     * @param to the other's
     * @param kind {@code ww}, {@code wr}, {@code rw} or {@code rt} (real time)
     * @param reason the clause for people, without the words "before" and "after"
     */
    public record Link(int from, int to, String kind, String reason) {
        public Link {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(reason, "reason");
        }
    }

    public Anomaly {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(explanation, "explanation");
        operations = List.copyOf(operations);
        links = List.copyOf(links);
    }

    /** Without a cycle. */
    public static Anomaly of(String name, String explanation, List<Operation> operations) {
        return new Anomaly(name, explanation, operations, List.of());
    }
}
